"""Files of the benchmark: tasks for other programs, their predictions, and readers' judgements."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from talion.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask, Truth
    from talion.hawkes.evaluation.response_scores import Judged

NONE = "none"
"""What a file says of an event that responds to nothing."""

_EVENTS = ("id", "time", "date", "source", "target", "type", "reports")


def file_name(task: str) -> str:
    """Return the name under which the files of a task lie.

    >>> file_name("transplants, one in eight")
    'transplants-one-in-eight'
    """
    return re.sub(r"\W+", "-", task).strip("-").lower()


def write_tasks(tasks: Iterable[BenchmarkTask], folder: Path) -> list[Path]:
    """Write each task as NAME.events.csv, without what responds to what, and NAME.truth.csv.

    The second lists the events that are scored, each with its antecedent or `none`.

    >>> from tempfile import TemporaryDirectory
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    >>> row = {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> events = EventTable.from_rows([row])
    >>> task = BenchmarkTask("One, told", events, {"a": None}, False, TableKind.LISTED)
    >>> with TemporaryDirectory() as place:
    ...     [path.name for path in write_tasks([task], Path(place))]
    ['one-told.events.csv', 'one-told.truth.csv']
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for task in tasks:
        name = file_name(task.name)
        events = task.events.table.select(list(_EVENTS)).to_pylist()
        truth = ((event, to or NONE) for event, to in task.truth.items())
        for kind, names, rows in (
            ("events", _EVENTS, (tuple(row.values()) for row in events)),
            ("truth", ("id", "antecedent"), truth),
        ):
            path = folder / f"{name}.{kind}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(names)
                out.writerows(rows)
            written.append(path)
    return written


class FilePredictions:
    """A method that reads what another program predicts: a file NAME.csv for each task.

    Its columns are `id`, `antecedent` (an id, or `none`) and `probability`, that the event
    responds at all; events without a line are told to respond to nothing.

    >>> FilePredictions(Path("predicted")).folder.name
    'predicted'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, task: BenchmarkTask) -> Judged:
        """Return what the file of a task says; `InputError` for a line that cannot be meant."""
        path = self.folder / f"{file_name(task.name)}.csv"
        place = {name: at for at, name in enumerate(task.events.table["id"].to_pylist())}
        said, probability = np.full(len(place), -1, np.int64), np.zeros(len(place))
        for line, row in _rows(path, ("id", "antecedent", "probability")):
            event, other = row["id"], row["antecedent"] or NONE
            for name in (event,) if other == NONE else (event, other):
                if name not in place:
                    raise InputError(path, f"line {line}: the task has no event '{name}'")
            said[place[event]] = -1 if other == NONE else place[other]
            probability[place[event]] = _probability(path, line, row["probability"])
        return task.judged(said, probability)


def _probability(path: Path, line: int, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError(path, f"line {line}: '{text}' is no probability from 0 to 1")
    return value


UNSETTLED = frozenset({"?", "mutual"})
"""What readers write of an event on which they differ, or that was coded both ways on one day."""


def judgements(path: Path) -> Truth:
    r"""Return what readers settled: by event its antecedent, None for none.

    The file has the columns `id` and `answer`: an id (the first of several, separated by
    semicolons), `none`, or one of `UNSETTLED`, which is left out.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     file = Path(place) / "read.csv"
    ...     _ = file.write_text("id,answer\na,none\nb,a; c\nd,?\n")
    ...     judgements(file)
    {'a': None, 'b': 'a'}
    """
    found = {}
    for _, row in _rows(path, ("id", "answer")):
        answer = row["answer"].split(";")[0].strip()
        if answer not in UNSETTLED:
            found[row["id"]] = None if answer == NONE else answer
    return found


def _rows(path: Path, names: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their lines; `InputError` where a column is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in names if name not in (reader.fieldnames or ())]
            if missing:
                raise InputError(path, f"has no column '{missing[0]}'")
            for row in reader:
                yield reader.line_num, {name: row[name] or "" for name in names}
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(path, f"no CSV file ({error})") from error
