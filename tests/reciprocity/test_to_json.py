import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from talion.reciprocity import to_json
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag

MakeEvent = Callable[..., Event]
Write = Callable[..., History]

PASSAGE = Evidence("post", "expelled 23", 4, 15, publisher="Post", published="2018-03-14")


@pytest.fixture
def history(make_event: MakeEvent, written: Write) -> History:
    events = [
        make_event("a", "uk", "ru", "2018-03-14", count=23),
        make_event("b", "ru", "uk", "2018-03"),
        make_event("c", "nl", "mordor"),
    ]
    return written(events, "b<a 0.75")


def test_an_event_names_its_parties_and_has_its_date_as_edtf(history: History) -> None:
    shown = to_json.event(history, history.events["a"])
    assert (shown["date"], shown["count"], shown["status"]) == ("2018-03-14", 23, "reported")
    assert shown["agents"] == [{"id": "uk", "name": "UK"}]
    unknown = to_json.event(history, history.events["c"])
    assert unknown["date"] is None
    assert unknown["targets"] == [{"id": "mordor", "name": "mordor"}]


def test_only_events_of_a_table_have_a_row_and_only_undated_ones_a_time(history: History) -> None:
    dated, undated = history.events["a"], history.events["c"]
    assert not {"row", "time"} & set(to_json.event(history, dated))
    of_table = replace(undated, row="t.csv:7", time=1.5)
    shown = to_json.event(history, of_table)
    assert (shown["row"], shown["time"]) == ("t.csv:7", 1.5)


def test_a_response_has_its_probability_and_the_lags_that_its_dates_allow(history: History) -> None:
    shown = to_json.response(history, history.responses[0])
    assert (shown["basis"], shown["probability"]) == ("inferred", 0.75)
    assert shown["lag_days"] == [0, 17]  # from the 14th to the last of the month
    assert json.loads(json.dumps(shown)) == shown


def test_only_the_passage_of_a_report_has_a_count_and_a_date() -> None:
    assert "count" not in to_json.evidence(PASSAGE)
    report = replace(PASSAGE, report="post#e1", count=23, date="2018-03")
    shown = to_json.evidence(report)
    assert (shown["report"], shown["count"], shown["date"]) == ("post#e1", 23, "2018-03")


@pytest.mark.parametrize(
    ("lag", "shown"),
    [(None, None), (Lag(3, 3), [3, 3]), (Lag(0.5, 0.5, days=False), [0.5, 0.5])],
)
def test_whole_days_are_whole_numbers(lag: Lag | None, shown: list[float] | None) -> None:
    assert to_json.lag(lag) == shown
