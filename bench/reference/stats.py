"""Reference figures for src/stats and src/ei: python3 bench/reference/stats.py (SciPy 1.10, NumPy 1.24)."""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats

draw = np.random.default_rng(7)
n = 40
score = np.round(draw.normal(50, 8, n))  # whole numbers: ties, as questionnaires have
accuracy = np.round(draw.binomial(24, 0.55 + 0.006 * (score - 50)) / 24, 6)
stratum = draw.integers(0, 2, n)
p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]


def adjusted_bh(p):  # scipy.stats.false_discovery_control came with SciPy 1.11; this is its definition
    p = np.asarray(p)
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    scaled = np.minimum.accumulate(scaled[::-1])[::-1].clip(0, 1)
    result = np.empty_like(scaled)
    result[order] = scaled
    return result


def two_sided(statistic, x, y, seed, permutations=100_000):
    """Share of |statistic| that reaches the observed one when x is permuted."""
    rng = np.random.default_rng(seed)
    observed = abs(statistic(x, y))
    count = sum(abs(statistic(rng.permutation(x), y)) >= observed - 1e-12 for _ in range(permutations))
    return (count + 1) / (permutations + 1)


high = score > np.median(score)
score_ranks, accuracy_ranks = stats.rankdata(score), stats.rankdata(accuracy)
difference = lambda group, y: y[group].mean() - y[~group].mean()
rank_correlation = lambda a, b: np.corrcoef(a, b)[0, 1]
a, b = accuracy[high], accuracy[~high]
pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (n - 2))
m = n - 2
j = np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2)
bootstrap = stats.bootstrap((a,), np.mean, method="percentile", n_resamples=20000, random_state=1).confidence_interval
rho_bootstrap = stats.bootstrap(
    (score, accuracy), lambda x, y: stats.spearmanr(x, y).statistic, paired=True, vectorized=False,
    method="percentile", n_resamples=20000, random_state=1,
).confidence_interval


def stratified(x, y, seed, permutations=50_000):
    """Two-sided p of the rank correlation, x permuted within strata, about the mean of those permutations."""
    rng = np.random.default_rng(seed)
    values = np.empty(permutations)
    for i in range(permutations):
        z = x.copy()
        for s in (0, 1):
            z[stratum == s] = rng.permutation(x[stratum == s])
        values[i] = rank_correlation(z, y)
    observed = abs(rank_correlation(x, y) - values.mean())
    return (np.sum(np.abs(values - values.mean()) >= observed - 1e-12) + 1) / (permutations + 1)


figures = {
    "score": score.tolist(),
    "accuracy": accuracy.tolist(),
    "stratum": stratum.tolist(),
    "ranks": score_ranks.tolist(),
    "mean": score.mean(),
    "variance": accuracy.var(ddof=1),
    "quantiles": {str(q): float(np.quantile(accuracy, q)) for q in (0, 0.025, 0.1, 0.25, 0.5, 0.9, 1)},
    "pearson": stats.pearsonr(score, accuracy).statistic,
    "spearman": stats.spearmanr(score, accuracy).statistic,
    "logGamma": {str(x): float(special.gammaln(x)) for x in (0.1, 0.5, 1, 1.5, 2, 3.7, 10, 50.5, 1000)},
    "hedgesG": j * (a.mean() - b.mean()) / pooled,
    "pValues": p_values,
    "benjaminiHochberg": adjusted_bh(p_values).tolist(),
    "cut": float(np.median(score)),
    "high": {"participants": int(high.sum()), "accuracy": a.mean(), "low": bootstrap.low, "high": bootstrap.high},
    "low": {"participants": int((~high).sum()), "accuracy": b.mean()},
    "difference": {"value": difference(high, accuracy), "p": two_sided(difference, high, accuracy, 1)},
    "correlation": {
        "p": two_sided(rank_correlation, score_ranks, accuracy_ranks, 2),
        "low": rho_bootstrap.low,
        "high": rho_bootstrap.high,
        "pWithinStrata": stratified(score_ranks, accuracy_ranks, 3),
    },
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n")
