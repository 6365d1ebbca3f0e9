"""Reference figures of scikit-learn for src/learn/metrics.ts.

    /usr/bin/python3 bench/reference/metrics-sklearn.py > bench/reference/metrics-sklearn.json

Probabilities are whole 64ths, written as those: they sum to 1 exactly and tie often.
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, roc_auc_score

# name, rows, share of each class (0: it never occurs), signal, steps (1: 64ths; 16: quarters, so nearly all rows tie)
CASES = [
    ("two balanced classes", 60, [0.5, 0.5], 0.8, 1),
    ("two classes, nine to one", 80, [0.9, 0.1], 0.8, 1),
    ("two classes, heavy ties", 60, [0.4, 0.6], 0.5, 16),
    ("two classes without signal", 50, [0.5, 0.5], 0.0, 1),
    ("two classes, told wrongly", 50, [0.5, 0.5], -1.0, 1),
    ("four balanced classes", 80, [0.25] * 4, 0.8, 1),
    ("four imbalanced classes, ties", 90, [0.6, 0.25, 0.1, 0.05], 0.6, 8),
    ("three classes, one never true", 50, [0.5, 0.0, 0.5], 0.5, 1),
    ("three classes, one never true nor predicted", 40, [0.5, 0.5, 0.0], 3.0, 8),
]


def sixtyfourths(weights, step):
    """Whole numbers in proportion to the weights, in steps, that sum to 64."""
    units = 64 // step
    parts = np.floor(weights / weights.sum() * units).astype(int)
    parts[np.argmax(weights)] += units - parts.sum()
    return parts * step


def one_versus_rest(truth, probabilities):
    """Mean over the classes that occur: scikit-learn's own mean where it gives one."""
    classes = probabilities.shape[1]
    if classes == 2:
        return roc_auc_score(truth, probabilities[:, 1])
    present = [c for c in range(classes) if 0 < (truth == c).sum() < len(truth)]
    mean = np.mean([roc_auc_score(truth == c, probabilities[:, c]) for c in present])
    if len(present) == classes:
        whole = roc_auc_score(truth, probabilities, multi_class="ovr", average="macro")
        assert abs(whole - mean) < 1e-14
        return whole
    return mean


def figures(truth, probabilities):
    predicted = probabilities.argmax(1)
    return dict(
        accuracy=float(accuracy_score(truth, predicted)),
        balancedAccuracy=float(balanced_accuracy_score(truth, predicted)),
        macroF1=float(f1_score(truth, predicted, average="macro")),
        auc=float(one_versus_rest(truth, probabilities)),
    )


def main():
    warnings.filterwarnings("ignore")
    rng = np.random.default_rng(2024)
    cases = []
    for name, rows, shares, signal, step in CASES:
        classes = len(shares)
        truth = rng.choice(classes, rows, p=shares)
        scores = rng.normal(size=(rows, classes))
        scores[np.arange(rows), truth] += signal
        scores[:, [c for c in range(classes) if shares[c] == 0]] -= 6 if "nor" in name else 0
        parts = np.array([sixtyfourths(np.exp(row), step) for row in scores])
        times = rng.integers(0, 4, rows)
        drawn = np.repeat(np.arange(rows), times)
        cases.append(dict(
            name=name, classes=classes, labels=truth.tolist(), sixtyfourths=parts.ravel().tolist(),
            expected=figures(truth, parts / 64), times=times.tolist(),
            resampledAuc=float(one_versus_rest(truth[drawn], parts[drawn] / 64)),
        ))
    json.dump(dict(version=sklearn.__version__, cases=cases), sys.stdout)
    sys.stdout.write("\n")


main()
