"""Fit the reply model that ships with Talion on the machine-coded events of 2014.

    python scripts/fit_default.py ../shared/data/icews14.csv.gz

Reads the tidy ICEWS export (CC0), folds it to states, consolidates reports to incidents, fits,
and writes graph/talion/hawkes/default.json.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from talion.events.reading import read_events
from talion.hawkes import reply_model as home
from talion.hawkes.fitting.em import Stopping, fit
from talion.hawkes.from_table import sample

SOURCE = {
    "name": "default",
    "data": "ICEWS events of 2014 (icews14, waltbai/TKG-forecasting-datasets)",
    "licence": "CC0-1.0",
}


def main() -> None:
    events = read_events([sys.argv[1]])
    fitted = fit(sample(events), stopping=Stopping(600))
    source = SOURCE | {"events": fitted.events, "log_likelihood": round(fitted.log_likelihood, 4)}
    target = Path(home.__file__).with_name("default.json")
    replace(fitted.model, source=source).write(target)
    print(
        f"{target}: {fitted.events} events, {fitted.steps} steps, {fitted.seconds:.1f} s, {source}"
    )


if __name__ == "__main__":
    main()
