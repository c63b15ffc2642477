"""A finding that cannot stand is left out and named; the rest goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from talion.store import Store

TEXT = "Latvia expelled two Russian diplomats. Russia expelled two in return. Moscow threatened."


def incident(ident: str, quote: str, **changed: Any) -> dict[str, Any]:
    plain = {
        "id": ident,
        "type": "expulsion",
        "status": "reported",
        "agents": ["Latvia"],
        "targets": ["Russia"],
        "count": 2,
        "date": "2022-03",
        "quote": quote,
    }
    return {**plain, **changed}


def sidecar(**changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "article": "a",
        "published": "2022-03-29",
        "actors": [{"name": n, "type": "country"} for n in ("Latvia", "Russia")],
        "incidents": [
            incident("e1", "Latvia expelled two"),
            incident("e2", "Russia expelled two", agents=["Russia"], targets=["Latvia"]),
        ],
        "links": [{"type": "in_response_to", "from": "e2", "to": "e1", "quote": "in return"}],
    }
    return {**plain, **changed}


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no sides": (incident("e3", "Moscow", agents=[], targets=[]), "neither agents nor targets"),
    "unknown type": (incident("e3", "Moscow", type="tickling"), "type 'tickling'"),
    "unknown status": (incident("e3", "Moscow", status="certain"), "status 'certain'"),
    "unknown name": (incident("e3", "Moscow", targets=["Ruritania"]), "'Ruritania' is neither"),
    "no such day": (incident("e3", "Moscow", date="2022-02-31"), "not in the calendar"),
    "no date": (incident("e3", "Moscow", date="soon"), "not an ISO date"),
    "count in words": (incident("e3", "Moscow", count="two"), "count 'two'"),
    "no such words": (incident("e3", "Minsk threatened"), "the quote is not in the text"),
    "no quote": (incident("e3", ""), "'quote' is missing"),
    "id again": (incident("e1", "Moscow"), "the id is given twice"),
}


def build(
    talion: Callable[..., Result], folder: Path, data: dict[str, Any]
) -> tuple[Result, list[str], int]:
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.json").write_text(json.dumps(data))
    (folder / "b.txt").write_text(f"{TEXT} Riga was silent.")
    (folder / "b.json").write_text(json.dumps(sidecar() | {"article": "b"}))
    done = talion("build", str(folder), store=folder / "store")
    with Store.open(folder / "store").view() as view:
        ids = [report.id for report in view.reports()]
        return done, ids, sum(claim.article == "a" for claim in view.claims())


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_incident_is_left_out_and_named(
    talion: Callable[..., Result], tmp_path: Path, kind: str
) -> None:
    bad, reason = BAD[kind]
    data = sidecar()
    data["incidents"].append(bad)
    done, ids, links = build(talion, tmp_path, data)
    assert done.exit_code == 1
    said = " ".join(done.stderr.split())
    assert reason in said
    assert "a.json, incident" in said
    assert "left out, the rest of the file is used" in said
    assert ids == ["a#e1", "a#e2", "b#e1", "b#e2"]
    assert links == 1


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ({"from": "e2", "to": "e9", "quote": "in return"}, "'to' names no incident"),
        ({"from": "e2", "to": "e2", "quote": "in return"}, "joins an incident to itself"),
        ({"from": "e2", "to": "e1", "quote": "in revenge"}, "the quote is not in the text"),
        ({"from": "e2", "to": "e1", "type": "avenges"}, "type 'avenges' is not one of"),
    ],
)
def test_a_bad_link_is_left_out_and_named(
    talion: Callable[..., Result], tmp_path: Path, link: dict[str, str], reason: str
) -> None:
    data = sidecar()
    data["links"].append({"type": "precedent_of", **link})
    done, ids, links = build(talion, tmp_path, data)
    assert reason in " ".join(done.stderr.split())
    assert len(ids) == 4
    assert links == 1


def test_links_of_an_incident_that_is_left_out_go_with_it(
    talion: Callable[..., Result], tmp_path: Path
) -> None:
    data = sidecar()
    data["incidents"][0]["agents"] = data["incidents"][0]["targets"] = []
    done, ids, links = build(talion, tmp_path, data)
    assert "link 1: joins incident e1, which was left out" in " ".join(done.stderr.split())
    assert ids == ["a#e2", "b#e1", "b#e2"]
    assert links == 0


def test_an_office_whose_words_are_not_there_leaves_the_person(
    talion: Callable[..., Result], tmp_path: Path
) -> None:
    person = {"name": "Ann Lee", "type": "person", "office": "minister", "state": "Latvia"}
    data = sidecar()
    data["actors"].append({**person, "quote": "minister Ann Lee"})
    done, ids, _ = build(talion, tmp_path, data)
    assert "actor Ann Lee: the quote is not in the text" in " ".join(done.stderr.split())
    assert len(ids) == 4
