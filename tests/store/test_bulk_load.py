"""Acts loaded by the million are the same graph as acts written one by one."""

from pathlib import Path

from talion.model.actor import Actor, ActorKind
from talion.model.incident import IncidentType
from talion.store import Store
from talion.store.bulk_load import EventRow, load
from talion.store.validation import violations

ACTS = [
    EventRow("2014-01-02-expulsion-1", "expulsion", "russia", "netherlands", "2014-01-02",
        "2014-01-02,Russia,Expel,Netherlands", "table-2014-01-02", 2),
    EventRow("2014-01-02-talk-2", "talk", "bank", "russia", "2014-01-02",
        '2014-01-02,"Bänk ""A"" \\ B",Talk,Russia', "table-2014-01-02"),
    EventRow("2014-01-expulsion-3", "expulsion", "netherlands", "russia", "2014-01",
        "2014-01,Netherlands,Expel,Russia", "table-2014-01"),
]  # fmt: skip
BANK = Actor("bank", 'Bänk "A" \\ B', ActorKind.ORGANIZATION, state="netherlands")
TALK = IncidentType("talk", "talk", "They talk.", 0.1, None)


def _loaded(folder: Path) -> Store:
    store = Store.create(folder)
    load(store, ACTS, actors=[BANK], types=[TALK], publisher="A table")
    return store


def test_every_act_is_an_incident_that_quotes_its_row(tmp_path: Path) -> None:
    with _loaded(tmp_path / "s").view() as view:
        incidents = {i.id: i for i in view.incidents()}
        assert set(incidents) == {a.id for a in ACTS}
        first = incidents["2014-01-02-expulsion-1"]
        assert (first.agents, first.targets, first.count) == (("russia",), ("netherlands",), 2)
        texts = {a.id: a.text for a in view.articles()}
        rows = {}
        for report in view.reports():
            assert texts[report.article][report.quote.start : report.quote.end] == report.quote.text
            rows[report.id] = report.quote.text
        assert {rows[r] for i in incidents.values() for r in i.reports} == {a.row for a in ACTS}
        assert [a.name for a in view.actors(["bank"])] == ['Bänk "A" \\ B']


def test_what_is_loaded_keeps_to_the_shapes_and_is_derived_from(tmp_path: Path) -> None:
    with _loaded(tmp_path / "s").view() as view:
        assert violations(view.database()) == []
        relations = {(r.subject, r.name, r.object) for r in view.relations()}
        assert relations == {
            ("russia", "expelled", "netherlands"),
            ("netherlands", "expelled", "russia"),
        }


def test_progress_is_told_a_page_at_a_time(tmp_path: Path) -> None:
    heard: list[int] = []
    load(Store.create(tmp_path / "s"), ACTS, actors=[BANK], types=[TALK], tick=heard.append)
    assert heard == [2, 3]
