"""The columns of an event table, and the version of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "1"
"""Version of the columns below; a Parquet file of another version is refused."""

VERSION_KEY = b"talion.events.version"
"""Where the version stands in the metadata of a schema."""

INT32 = 2**31 - 1
"""The greatest number of persons, missions or reports that a column holds."""

PRECISIONS = ("day", "month", "year", "interval", "numeric")
"""How exactly `date` is known; `numeric` has a `time` of the file's own unit and no date."""


class TableBasis(StrEnum):
    """What a response within a table rests on; a source's own words stand for one to elsewhere."""

    STATED = "stated"
    MUTUAL = "mutual"


def event_schema() -> pa.Schema:
    """Return the Arrow schema of an event table.

    ========== ========== ================================================================
    id         string     stable name of the event, unique in the table
    time       float64    days since 1970-01-01, or the numeric time of a numeric file
    date       date32     first possible day of the event; null for numeric time
    last       date32     last day of its reports, or last possible day of an imprecise date
    precision  dictionary one of `PRECISIONS`
    source     dictionary the state that acts, by its usual English name
    target     dictionary the state acted upon
    type       dictionary incident type of the ontology (`expulsion`), or `cameo:NN`, the root
                          of a CAMEO code that is no incident type, or `act` where none is given
    count      int32      persons or missions; null where unknown
    severity   float32    0 (harmless) to 1 (gravest), see `talion.events.event_types`
    reports    int32      number of reports (machine-coded rows or articles) folded into it
    row        string     where it was read, `file:line` of its first report, or an IRI
    responds_to string    id of the event that a source says it responds to; null where none does
    basis      dictionary a `TableBasis` (`mutual`: both at once), or the source's own words for an
                          antecedent that is not in the table; null where nothing is stated
    evidence   string     the row that it was read from, all columns, as a JSON object; null where
                          that is not kept
    ========== ========== ================================================================

    >>> schema = event_schema()
    >>> schema.names[:4], str(schema.field("time").type), schema.metadata[VERSION_KEY]
    (['id', 'time', 'date', 'last'], 'double', b'1')
    """
    import pyarrow as pa

    word = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("time", pa.float64(), nullable=False),
            pa.field("date", pa.date32()),
            pa.field("last", pa.date32()),
            pa.field("precision", word, nullable=False),
            pa.field("source", word, nullable=False),
            pa.field("target", word, nullable=False),
            pa.field("type", word, nullable=False),
            pa.field("count", pa.int32()),
            pa.field("severity", pa.float32(), nullable=False),
            pa.field("reports", pa.int32(), nullable=False),
            pa.field("row", pa.string()),
            pa.field("responds_to", pa.string()),
            pa.field("basis", word),
            pa.field("evidence", pa.string()),
        ],
        metadata={VERSION_KEY: SCHEMA_VERSION.encode()},
    )
