"""Reference figures of scikit-learn for src/learn/models and src/learn/preprocess.

    python3 bench/reference/models-sklearn.py > bench/reference/models-sklearn.json
    python3 bench/reference/models-sklearn.py time < request.json     (used by bench/models.mjs)

Data are made by a small generator that the tests make again (src/learn/models/made-data.ts), so that only
figures need to be kept.
"""

import json
import math
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

MASK = 0xFFFFFFFF


def uniforms(seed):
    """mulberry32"""
    a = seed & MASK
    while True:
        a = (a + 0x6D2B79F5) & MASK
        t = ((a ^ (a >> 15)) * (a | 1)) & MASK
        t = (t ^ ((t + (((t ^ (t >> 7)) * (t | 61)) & MASK)) & MASK)) & MASK
        yield ((t ^ (t >> 14)) & MASK) / 4294967296


def normals(seed):
    """Box and Muller's transform, one number for two uniform ones"""
    u = uniforms(seed)
    while True:
        a, b = next(u), next(u)
        yield math.sqrt(-2 * math.log(1 - a)) * math.cos(2 * math.pi * b)


def make(kind, rows, columns, classes, seed):
    """kind: shift (class means differ), noise, circle (class by distance from the middle), steps (few distinct values)"""
    z = normals(seed)
    x = np.array([[next(z) for _ in range(columns)] for _ in range(rows)])
    extra = [next(z) for _ in range(rows)]
    y = np.zeros(rows, dtype=int)
    for r in range(rows):
        if kind == "noise":
            score = extra[r]
        elif kind == "circle":
            score = (x[r][0] ** 2 + x[r][1] ** 2 - 1.5) + 0.3 * extra[r]
        else:
            score = x[r][0] + 0.7 * x[r][1] + 0.5 * extra[r]
        # Unequal classes: each next one is half as frequent as a rule of thumb.
        y[r] = min(classes - 1, max(0, math.floor(score + 0.8)))
        if kind == "steps":
            x[r] = [math.floor(2 * v) / 2 for v in x[r]]
    # Features of unlike scales, the second leaning on the first.
    for c in range(columns):
        x[:, c] *= 1 + 0.25 * (c % 4)
    if columns > 1:
        x[:, 1] += 0.5 * x[:, 0]
    return x, y


SETS = [
    ("two classes", "shift", 160, 6, 2, 1),
    ("three classes", "shift", 150, 4, 3, 2),
    ("four classes of noise", "noise", 160, 8, 4, 3),
    ("a circle", "circle", 200, 3, 2, 4),
    ("three rings", "circle", 200, 4, 3, 5),
    ("more columns than rows", "shift", 90, 60, 2, 6),
    ("few distinct values", "steps", 180, 5, 3, 7),
]
FORESTS = [
    ("two classes", "shift", 400, 6, 2, 11),
    ("four classes", "shift", 400, 12, 4, 12),
    ("a circle", "circle", 400, 8, 2, 13),
    ("few distinct values", "steps", 400, 5, 3, 14),
    ("noise", "noise", 400, 12, 2, 15),
]
TEST = 40
SEEDS = 30


def weight(name):
    return "balanced" if name == "balanced" else None


def rounded(values, digits=9):
    return np.round(values, digits).tolist()


def reference():
    figures = {"scikit-learn": sklearn.__version__, "logistic": [], "svm": [], "forest": [], "preprocess": None}
    for name, kind, rows, columns, classes, seed in SETS:
        x, y = make(kind, rows, columns, classes, seed)
        train, test = slice(0, rows - TEST), slice(rows - TEST, rows)
        data = dict(name=name, kind=kind, rows=rows, columns=columns, classes=classes, seed=seed, test=TEST,
                    counts=np.bincount(y[train], minlength=classes).tolist(), sum=float(np.round(x.sum(), 9)))
        for classWeight in ("balanced", "none"):
            for c in (1.0, 0.05):
                model = LogisticRegression(C=c, class_weight=weight(classWeight), tol=1e-10, max_iter=100000,
                                           solver="newton-cg")
                model.fit(x[train], y[train])
                figures["logistic"].append(dict(data=data, C=c, classWeight=classWeight,
                                                probabilities=rounded(model.predict_proba(x[test]).ravel(), 7)))
            for c, gamma in ((1.0, "scale"), (10.0, 0.6 / columns)):
                kwargs = dict(C=c, gamma=gamma, class_weight=weight(classWeight), tol=1e-7)
                pairs = SVC(decision_function_shape="ovo", **kwargs).fit(x[train], y[train])
                votes = SVC(break_ties=classes > 2, **kwargs).fit(x[train], y[train])
                decisions = pairs.decision_function(x[test]).reshape(TEST, -1)
                if classes == 2:
                    decisions = -decisions  # scikit-learn turns the sign for two classes only
                figures["svm"].append(dict(data=data, C=c, gamma=gamma, classWeight=classWeight,
                                           decisions=rounded(decisions.ravel(), 7),
                                           predicted=votes.predict(x[test]).tolist()))
    for name, kind, rows, columns, classes, seed in FORESTS:
        x, y = make(kind, rows + 1000, columns, classes, seed)
        data = dict(name=name, kind=kind, rows=rows + 1000, columns=columns, classes=classes, seed=seed, test=1000)
        for classWeight in ("balanced", "none"):
            accuracies, losses = [], []
            for s in range(SEEDS):
                model = RandomForestClassifier(100, min_samples_leaf=5, class_weight=weight(classWeight),
                                               random_state=s).fit(x[:rows], y[:rows])
                p = model.predict_proba(x[rows:])
                accuracies.append(float((p.argmax(1) == y[rows:]).mean()))
                losses.append(float(-np.log(np.maximum(p[np.arange(1000), y[rows:]], 1e-15)).mean()))
            figures["forest"].append(dict(data=data, classWeight=classWeight, seeds=SEEDS,
                                          accuracy=float(np.mean(accuracies)), accuracySd=float(np.std(accuracies, ddof=1)),
                                          logLoss=float(np.mean(losses)), logLossSd=float(np.std(losses, ddof=1))))
    x, _ = make("shift", 30, 5, 2, 21)
    holes = [(0, 0), (3, 0), (7, 2), (29, 4), (12, 4)]
    for r, c in holes:
        x[r, c] = np.nan
    imputer = SimpleImputer(strategy="median").fit(x[:20])
    scaler = StandardScaler().fit(imputer.transform(x[:20]))
    figures["preprocess"] = dict(holes=holes, medians=rounded(imputer.statistics_), means=rounded(scaler.mean_),
                                 deviations=rounded(scaler.scale_),
                                 values=rounded(scaler.transform(imputer.transform(x)).ravel()))
    text = json.dumps(figures)
    sys.stdout.write(text + "\n")


def timed():
    """Fit times on one core, least of several, for the features and labellings that are handed in."""
    request = json.load(sys.stdin)
    x = np.array(request["values"]).reshape(request["rows"], request["columns"])
    labellings = np.array(request["labels"])
    makers = {
        "logistic-regression": lambda: LogisticRegression(class_weight="balanced"),
        "svm-rbf": lambda: SVC(class_weight="balanced"),
        "random-forest": lambda: RandomForestClassifier(100, min_samples_leaf=5, class_weight="balanced", n_jobs=1,
                                                        random_state=1),
    }
    result = {}
    for name, maker in makers.items():
        times = []
        for y in labellings:
            model = maker()
            start = time.perf_counter()
            model.fit(x, y)
            times.append((time.perf_counter() - start) * 1000)
        result[name] = float(np.median(times))
    print(json.dumps({"version": sklearn.__version__, "milliseconds": result}))


warnings.filterwarnings("ignore")
if sys.argv[1:] == ["time"]:
    timed()
else:
    reference()
