r"""Fit the choice of antecedents that ships with Talion: coded crises, and their transplants.

    python scripts/fit_choice.py ../shared/data/icb/icb_until_1968.csv \
        ../shared/data/icews14.csv.gz ../shared/data/mid/MIDIP_5.0.csv.gz

Fitted to the triggers and responses of the International Crisis Behavior project, with the order
within a day known and unknown, and to the same laid into the dyads of a year of machine-coded
events (CC0), so that what explains the responses is known at their density, and to the events that
open militarized disputes or join them, which respond to nothing. Writes
graph/talion/hawkes/choice/choice.json, whose card says so.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from talion.events.reading import read_events
from talion.events.table import EventTable
from talion.hawkes.choice import choice_model as home
from talion.hawkes.choice.choice_model import shares_within
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import delays, labelled, truth_in
from talion.hawkes.evaluation.benchmark_tasks import DENSITIES, Truth, benchmark_tasks
from talion.hawkes.evaluation.methods import by_model
from talion.hawkes.evaluation.opening_events import opening_events
from talion.hawkes.evaluation.response_scores import bands
from talion.hawkes.evaluation.training_designs import (
    NUMBER,
    OPENING,
    Designs,
    as_coded,
    as_transplanted,
)
from talion.hawkes.evaluation.who_answered_whom import Training
from talion.hawkes.reply_model import Model

CODED = 1.1
"""Added to log μ in machine-coded tables: their events respond less often than coded crises do."""


def card(hosts: EventTable, truth: Truth, opening: int) -> dict[str, Any]:
    """Return what the weights were fitted on, and what they are not for."""
    responses = sum(other is not None for other in truth.values())
    return {
        "name": "default",
        "fitted_on": [
            f"International Crisis Behavior, version 14, actor level, until 1968: {responses} "
            "responses to triggers (Brecher, Wilkenfeld and others)",
            f"the same laid into dyads of ICEWS 2014 ({len(hosts)} events, CC0-1.0): "
            f"{len(DENSITIES) * NUMBER} transplants",
            f"Correlates of War, MID 5, participants of incidents: {opening} events that open a "
            "dispute or join one for others, which respond to nothing (Palmer and others 2022)",
        ],
        "assumes": "in a machine-coded table about one hostile event in six to eight responds; "
        "two readers called 6 of 69 events of dense dyads responses",
        "not_for": "what answers talk, aid and other events of severity 0.1 or less, times in an "
        "unknown unit, responses to third parties, responses later than a year, second responses "
        "to one event (coded crises state one each, so a side that has acted since is taken to "
        "have answered)",
        "how_good": "docs/benchmarks.md",
    }


def kept_back(
    crises: EventTable, hosts: EventTable, disputes: EventTable
) -> dict[str, list[dict[str, Any]]]:
    """Return how often links hold that weights fitted to the earlier half give in the later one.

    Of a table made by hand these are the crises in order, of a machine-coded one their transplants
    of which one event in eight responds, as the offset assumes.
    """
    known = {"crises": crises}
    early = Training.of(known, hosts, disputes).designs().fitted()
    early = early.with_kind(TableKind.CODED, early.of(TableKind.CODED).shifted(CODED))
    model = replace(Model.default(), choice=early)
    tasks = {task.name: task for task in benchmark_tasks(known, hosts)}
    asked = {"listed": "crises, order known", "coded": "transplants, one in eight"}
    return {
        kind: [asdict(band) for band in bands(by_model(model, tasks[name]))]
        for kind, name in asked.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("crises", type=Path)
    parser.add_argument("hosts", type=Path)
    parser.add_argument("disputes", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    files = (asked.crises, asked.hosts, asked.disputes)
    crises, hosts, disputes = (read_events([str(path)]) for path in files)
    truth = truth_in(crises)
    known = {"crises": (crises, truth)}
    openers = opening_events(disputes)
    opened = as_coded({"disputes": (disputes, openers)}, OPENING)
    model = Designs(as_coded(known), as_transplanted(known, hosts), opened).fitted()
    rarer = model.of(TableKind.CODED).shifted(CODED)
    model = model.with_kind(TableKind.CODED, rarer)
    soon = shares_within(delays(labelled(crises, truth)))
    about = card(hosts, truth, len(openers)) | {"kept_back": kept_back(crises, hosts, disputes)}
    model = replace(model, within=soon, card=about)
    target = asked.output or Path(home.__file__).with_name("choice.json")
    text = json.dumps(model.to_json(), indent=1, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
