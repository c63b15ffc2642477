"""UCDP GED, as a newcomer to the code would add it: one file, a mapping of columns.

Sundberg and Melander 2013, "Introducing the UCDP Georeferenced Event Dataset". Battles between two
states have a Gleditsch–Ward number on both sides; who attacked whom is not coded.
"""

from talion.events.column_table import ColumnTable
from talion.events.row_fields import NoStateError, Row


def state(side: str) -> str:
    """Return the state of `Government of X`."""
    return side.removeprefix("Government of ")


def party(row: Row, letter: str) -> str:
    """Return the state on one side; a rebel group is none."""
    if not row[f"gwno{letter}"]:
        raise NoStateError(row[f"side_{letter}"])
    return state(row[f"side_{letter}"])


FORMAT = ColumnTable(
    name="ucdp-ged",
    title="UCDP GED (CSV)",
    marks=frozenset({"side_a", "side_b", "gwnoa", "gwnob", "date_start", "best"}),
    fields={
        "id": "id",
        "source": lambda row: party(row, "a"),
        "target": lambda row: party(row, "b"),
        "date": lambda row: "/".join(dict.fromkeys((row["date_start"], row["date_end"]))),
        "type": lambda row: "military_action",
    },
    both_ways=True,
)
