"""The rows of a table of one's own as the fields of events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talion.events.column_mapping import DATE_PARTS
from talion.events.column_roles import REPLY, REPLY_DATE
from talion.events.formats._calendar import edtf_of_parts
from talion.events.initiators import in_order
from talion.events.row_fields import NoEvent
from talion.events.table_columns import sides_of_pair
from talion.events.values.date_forms import lacks_year

if TYPE_CHECKING:
    from talion.events.row_fields import LeftOut, Row
    from talion.events.table_columns import TableColumns

_DITTO = frozenset(
    ('"', "''", "″", "〃", '-"-', '–"–', "do.", "ditto", "dto.", "dito", "idem", "id.", "same")
)
_NO_VALUE = frozenset(
    ("na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "-", "–", "—", "?", ".", "..", "unknown")
)
_NOTES = re.compile(r"(?<=[^\s²³])[¹²³⁰⁴-⁹]{1,3}$")
"""Numbers of footnotes at the end of a cell."""

_REPEATED = ("date", "source", "target", "type")


@dataclass(slots=True)
class UserRows:
    """What the rows of a table say, in their order: called with each of them.

    A date without a year is of `year`, where that is known. A cell with a ditto mark has the value
    of the cell above it. A row with a response is two events, the second a response to the first.

    >>> from talion.events.table_columns import TableColumns
    >>> columns = TableColumns({"date": "when", "source": "who", "target": "whom"}, {})
    >>> rows = UserRows(columns, "table")
    >>> _ = rows({"when": "2018", "who": "Norway", "whom": "Russia"})
    >>> rows({"when": '"', "who": "ditto", "whom": "n/a"})
    ({'date': '2018', 'source': 'Norway', 'target': ''},)
    """

    columns: TableColumns
    table: str
    year: str = ""
    _above: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    def __call__(self, row: Row) -> tuple[Row, ...] | LeftOut:
        """Return the fields of the events of a row, or why it is left out."""
        self._number += 1
        made = {n: _NOTES.sub("", row.get(key, "")) for n, key in self.columns.fields.items()}
        if self.columns.kind:
            made["type"] = self.columns.kind
        if self.columns.pair:
            pair = sides_of_pair(row.get(self.columns.pair, "")) or ("", "")
            made["source"], made["target"] = pair
        for name in _REPEATED:
            if made.get(name, "").casefold() in _DITTO:
                made[name] = self._above.get(name, "")
        self._above.update(made)
        for side in ("source", "target"):
            if self._is_missing(made.get(side, "")):
                made[side] = ""
        if DATE_PARTS[0] in made:
            made["date"] = edtf_of_parts(*(made.pop(part, "") for part in DATE_PARTS))
        if self.year and lacks_year(made.get("date", "")):
            made["date"] = _with_year(made["date"], self.year)
        if self.columns.initiator:
            made = in_order(made, row, self.columns.initiator)
        if self.columns.wide:
            return tuple(self.columns.wide.events(made, row)) or NoEvent("no column marked")
        return (made, *self._replies(made, row)) if self.columns.reply else (made,)

    def _is_missing(self, cell: str) -> bool:
        plain = cell.casefold()
        return plain in _NO_VALUE and not (plain == "na" and self.columns.two_letters)

    def _replies(self, made: dict[str, str], row: Row) -> tuple[Row, ...]:
        """Return the response in a row, if any, and give the event that it responds to an id."""
        kind = row.get(self.columns.reply[REPLY], "")
        if not kind or kind.casefold() in _NO_VALUE | {"no response", "no", "none known"}:
            return ()
        ident = made.get("id") or f"{self.table}-{self._number}"
        made["id"] = ident
        answer = {"id": f"{ident}-response", "responds_to": ident, "type": kind}
        answer["date"] = row.get(self.columns.reply[REPLY_DATE], "")
        return (answer | {"source": made.get("target", ""), "target": made.get("source", "")},)


def _with_year(text: str, year: str) -> str:
    """Return a day and month with a year, after the mark that stands between them.

    >>> _with_year("14/3", "2018"), _with_year("26 March", "2018"), _with_year("14.3.", "2018")
    ('14/3/2018', '26 March 2018', '14.3.2018')
    """
    plain = text.strip(" .")
    mark = next((c for c in plain if c in "/.-"), " ") if plain[-1:].isdigit() else " "
    return f"{plain}{mark}{year}"
