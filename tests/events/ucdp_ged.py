"""UCDP GED, as a newcomer to the code would add it: one file, a mapping of columns.

Sundberg and Melander 2013, "Introducing the UCDP Georeferenced Event Dataset". Battles between two
states have a Gleditsch–Ward number on both sides. Who attacked whom is not coded: each battle stays
one event, from side A on side B, and is not turned into an attack and its response.
"""

from talion.events.column_table import ColumnTable
from talion.events.row_fields import NoState, Row
from talion.events.values.type_words import coded


def rebels(row: Row) -> NoState | None:
    """Return the side that is no state: it has no number."""
    names = (row[f"side_{letter}"] for letter in "ab" if not row[f"gwno{letter}"])
    return next(map(NoState, names), None)


FORMAT = ColumnTable(
    name="ged-example",
    title="UCDP GED (CSV)",
    marks=frozenset({"side_a", "side_b", "gwnoa", "gwnob", "date_start", "best"}),
    fields={
        "id": "id",
        "source": lambda row: row["side_a"].removeprefix("Government of "),
        "target": lambda row: row["side_b"].removeprefix("Government of "),
        "date": lambda row: "/".join(dict.fromkeys((row["date_start"], row["date_end"]))),
        "type": lambda row: coded("ucdp")["fight"],
    },
    left_out=rebels,
)
