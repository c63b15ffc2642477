from datetime import date

import numpy as np
from talion.events.consolidation.consolidate import ConsolidatedEvents
from talion.events.consolidation.consolidation_rules import Fate
from talion.events.to_table import Provenance, to_table

STATES, TYPES = ("Iran", "Norway"), ("expulsion", "threat")
PLACE = Provenance(("a.csv",), np.zeros(9, np.int32), np.arange(2, 11, dtype=np.int32))


def found(*rows: tuple[int, int, int, int, Fate]) -> ConsolidatedEvents:
    """Events `(day, source, target, type, fate)`, each of two reports."""
    day, source, target, kind, fate = (
        np.array([row[at] for row in rows], np.int32) for at in range(5)
    )
    number = np.arange(len(rows), dtype=np.int32)
    reports = np.full(len(rows), 2, np.int64)
    return ConsolidatedEvents(
        source, target, kind, day, day + 1, reports, number, fate.astype(np.int8)
    )


def test_events_are_in_order_of_time_and_have_an_id_of_their_own() -> None:
    events = found((20, 1, 0, 1, Fate.KEPT), (10, 0, 1, 0, Fate.KEPT), (10, 0, 1, 0, Fate.KEPT))
    frame = to_table(events, PLACE, STATES, TYPES).frame()
    assert frame["id"].to_list() == [
        "1970-01-11/Iran/Norway/expulsion",
        "1970-01-11/Iran/Norway/expulsion/2",
        "1970-01-21/Norway/Iran/threat",
    ]
    assert frame["row"].to_list() == ["a.csv:3", "a.csv:4", "a.csv:2"]
    assert frame["last"].to_list()[0] == date(1970, 1, 12)
    assert frame["reports"].to_list() == [2, 2, 2]


def test_echoes_and_retellings_are_left_out() -> None:
    events = found((10, 0, 1, 0, Fate.ECHO), (11, 0, 1, 0, Fate.KEPT), (12, 0, 1, 0, Fate.RETOLD))
    assert to_table(events, PLACE, STATES, TYPES).frame()["date"].to_list() == [date(1970, 1, 12)]
    assert (events.count(Fate.ECHO), events.count(Fate.RETOLD)) == ((1, 2), (1, 2))


def test_no_events_are_an_empty_table() -> None:
    assert len(to_table(found(), PLACE, STATES, TYPES)) == 0
