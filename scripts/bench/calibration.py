"""Simulated truth: whether stated probabilities are calibrated and true antecedents found.

Draws histories from a model fitted to the events of 2014 (or a simple one) and from another
model (power-law delays, levels that change), fits Talion's model to each without the antecedents,
and prints the expected calibration error of P(reply) and how often the true antecedent is found,
beside the baseline, the other side's latest event within 90 days.

    python scripts/bench/calibration.py [--seeds 3] [--json]
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from talion.hawkes.dyads import dyads
from talion.hawkes.evaluation.baseline import nearest
from talion.hawkes.evaluation.calibration import calibration
from talion.hawkes.evaluation.simulation import REPLY, Planted, simulate, simulate_otherwise
from talion.hawkes.fitting.em import Stopping, fit
from talion.hawkes.kernels import Kernels
from talion.hawkes.replies import replies
from talion.hawkes.reply_model import BASE, SIDE, SILENCE, TYPE, UNSTATED, Model
from talion.hawkes.sample import Sample


def plain(states: int) -> Model:
    """Return a model whose events are answered, followed up and superseded at several scales."""
    kernels = Kernels()
    weights = np.zeros((6, TYPE + 1, kernels.size))
    weights[0, BASE] = [0.02, 0.04, 0.06, 0.04, 0.02, 0.01, 0.01]
    weights[0, SILENCE + 4] = [0.05, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0]
    weights[3, BASE] = [0.03, 0.06, 0.04, 0.01, 0.01, 0.01, 0.0]
    weights[4, SIDE] = [0.05, 0.15, 0.10, 0.0, 0.0, 0.0, 0.0]
    weights[4, SIDE + 1] = [0.0, 0.0, 0.10, 0.05, 0.0, 0.0, 0.0]
    actors = np.array([[0.03, 0.02, 0.0], [0.03, 0.02, 0.0]])
    return Model(kernels, states, (UNSTATED,), 2.0, actors, weights, np.ones((3, 1)))


def compared(planted: Planted, states: int, types: tuple[str, ...], days: bool) -> dict[str, float]:
    """Fit a model, infer replies, and compare them with the true parents."""
    kernels = Kernels() if days else Kernels(resolution=0.0)
    shown = planted.in_days(np.random.default_rng(1)) if days else planted
    kind = shown.kind if len(types) > 1 else None
    sample = Sample.of(shown.time, shown.source, shown.target, kind, types, states, kernels)
    fitted = fit(sample, stopping=Stopping(300)).model
    kinds = fitted.kinds(types)[shown.kind] if fitted.typed else None
    found = replies(fitted, shown.time, shown.source, shown.target, kinds, states)
    truth = shown.origin == REPLY
    grouped = dyads(shown.time, shown.source, shown.target, kind, states, kernels)
    baseline = nearest(grouped)
    said = found.reply >= 0.5
    measured = calibration(found.reply, truth)
    links = calibration(found.shares[:, 0], found.rows[:, 0] == np.where(truth, shown.parent, -2))
    return {
        "events": len(shown),
        "replies": int(truth.sum()),
        "ece": measured.error,
        "brier": measured.brier,
        "ece_of_links": links.error,
        **scored("model", np.where(said, found.rows[:, 0], -1), shown, truth),
        **scored("baseline", baseline, shown, truth),
    }


def scored(
    name: str, parent: npt.NDArray[np.integer], shown: Planted, truth: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Return precision, recall and F1 of inferred links against the true ones."""
    right = float(((parent == shown.parent) & truth).sum())
    said, true = float((parent >= 0).sum()), float(truth.sum())
    precision, recall = right / max(said, 1.0), right / max(true, 1.0)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    default = Model.default()
    busy = replace(default, world=10.0 * default.world)
    results = []
    for seed in range(options.seeds):
        drawn = {
            "own model, exact times": (simulate(plain(30), 2000.0, seed), 30, (UNSTATED,), False),
            "own model, days": (simulate(plain(30), 2000.0, seed), 30, (UNSTATED,), True),
            "own model, typed, days": (
                simulate(busy, 365.0, seed),
                busy.states,
                busy.types[:-2],
                True,
            ),
            "another model, days": (
                simulate_otherwise(30, 3000.0, 2.0, seed),
                30,
                (UNSTATED,),
                True,
            ),
        }
        for name, (planted, states, types, days) in drawn.items():
            result = {"history": name, "seed": seed, **compared(planted, states, types, days)}
            results.append(result)
            if not options.json:
                shown = {k: round(v, 3) for k, v in result.items() if isinstance(v, float)}
                print(f"{name:24s} seed {seed} events {result['events']:6d}", shown, flush=True)
    if options.json:
        print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
