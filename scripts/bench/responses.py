"""Who answered whom: rules, Hawkes models and the choice on coded crises and their transplants.

    python scripts/bench/responses.py CRISES.csv HOSTS [--read READ.csv] [--draws N] [--json]

CRISES.csv states responses (`responds_to`), as `../shared/data/icb/icb_until_1968.csv` does. Models
are refitted to the earlier half and to its transplants into every other dyad of HOSTS; scored are
the later half, its transplants into the other dyads, and the events of HOSTS that readers judged
(READ.csv: id, answer: an id, `none`, or what is not settled). Differences of F1 are bootstrapped
over dyads.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from talion.events.reading import read_events
from talion.hawkes.evaluation.benchmark import as_rows, methods, run, tasks


def judged(path: Path) -> dict[str, str | None]:
    """Return what readers settled: by event its antecedent, None for none."""
    with path.open(encoding="utf-8") as file:
        rows = [(row["id"], row["answer"].split(";")[0].strip()) for row in csv.DictReader(file)]
    unsettled = {"?", "mutual"}
    return {name: None if to == "none" else to for name, to in rows if to not in unsettled}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("crises")
    parser.add_argument("hosts")
    parser.add_argument("--read", type=Path)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    crises, hosts = read_events([asked.crises]), read_events([asked.hosts])
    read = judged(asked.read) if asked.read else None
    rows = as_rows(run(tasks(crises, hosts, read), methods(crises, hosts), asked.draws))
    if asked.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        above = row.pop("above")
        print(*(f"{value}" for value in row.values()), sep="  ")
        if above:
            print("   F1 above, with 95 %:", json.dumps(above))


if __name__ == "__main__":
    main()
