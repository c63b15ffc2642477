"""The columns of GDELT's exports, which have no header line.

Leetaru and Schrodt 2013, "GDELT: Global Data on Events, Location and Tone"; the columns are those
of the codebooks of GDELT 1.0 and of GDELT 2.0 (2015).
"""

from talion.events.export_layout import ExportLayout, compact_day

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_EVENT = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
PLACE_1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
"""The columns that describe a place in GDELT 1.0."""

PLACE_2 = (*PLACE_1[:4], "ADM2Code", *PLACE_1[4:])
"""The columns that describe a place in GDELT 2.0."""


def columns(place: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of an export in order: 58 of version 1, 61 of version 2.

    >>> len(columns(PLACE_1)), len(columns(PLACE_2))
    (58, 61)
    """
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
        *_EVENT,
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in place),
        *("DATEADDED", "SOURCEURL"),
    )


def layout(header: tuple[str, ...]) -> ExportLayout:
    """Return where an event stands in an export with these columns.

    >>> layout(columns(PLACE_2)).wanted()[:4]
    ['SQLDATE', 'Actor1Name', 'Actor2Name', 'EventCode']
    """
    return ExportLayout(
        date="SQLDATE",
        source="Actor1Name",
        target="Actor2Name",
        code="EventCode",
        header=header,
        source_country="Actor1CountryCode",
        target_country="Actor2CountryCode",
        weight="NumArticles",
        day=compact_day,
    )
