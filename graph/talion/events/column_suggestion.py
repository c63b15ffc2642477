"""What `--columns` would have to say of a table whose columns have no known names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talion.events.column_contents import (
    columns_of_dates,
    columns_of_parties,
    columns_of_types,
)
from talion.events.csv_rows import csv_rows
from talion.events.table_columns import table_columns

if TYPE_CHECKING:
    from talion.events.file_head import FileHead

_SAMPLED = 60


def columns_wanted(head: FileHead) -> str:
    """Return the option `--columns` as far as names and cells say it, and what is left to say.

    Which of two columns of states is the source nothing but a name can say.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from talion.events.file_head import FileHead
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.csv")
    ...     _ = path.write_text("Tarih,Taraf 1,Taraf 2\\n26.03.2018,UK,Russia\\n")
    ...     columns_wanted(FileHead.of(path))
    '--columns date=Tarih,source=…,target=…,type=… (names of states are in: Taraf 1, Taraf 2)'
    """
    keys = tuple(key for key in head.shape.keys if key)
    labels = dict(zip(head.shape.keys, head.shape.names, strict=True))
    rows = [row for _, row in islice(csv_rows(head.path, head.shape, ragged=True), _SAMPLED)]
    named = table_columns(head.path, head.shape, {}).fields
    free = [key for key in keys if key not in named.values()]
    dates, types = columns_of_dates(rows, free), columns_of_types(rows, free)
    parties = [key for key in columns_of_parties(rows, free) if key not in types]
    found = {
        **({"date": dates[0]} if len(dates) == 1 else {}),
        **({"type": types[0]} if len(types) == 1 else {}),
        **named,
    }
    fields = ("date", "source", "target", "type")
    shown = {name: labels[found[name]] if name in found else "…" for name in fields}
    option = ",".join(f"{name}={column}" for name, column in shown.items())
    states = ", ".join(labels[key] for key in parties)
    return f"--columns {option}" + (f" (names of states are in: {states})" if states else "")
