"""`talion list`: incidents, actors and articles of the graph of the seeds, filtered."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Talion = Callable[..., Result]


@pytest.fixture
def listed(talion: Talion) -> Callable[..., Any]:
    def from_arguments(*args: str) -> Any:
        found = talion("list", *args, "--json")
        assert found.exit_code == 0, found.output
        return json.loads(found.stdout)

    return from_arguments


def test_every_incident_is_listed_by_date(listed: Callable[..., Any]) -> None:
    found = listed("--limit", "0")
    assert found["total"] == len(found["incidents"]) == 53
    dates = [i["date"] for i in found["incidents"]]
    dated = [d for d in dates if d]
    assert [d[:4] for d in dated] == sorted(d[:4] for d in dated)
    assert dates[len(dated) :] == [None] * (53 - len(dated))


def test_filters_are_all_to_be_met(listed: Callable[..., Any]) -> None:
    found = listed("--between", "NATO", "Russia", "--type", "expulsion", "--since", "2022")
    assert found["incidents"]
    for it in found["incidents"]:
        assert it["type"] == "expulsion"
        assert it["date"] is None or it["date"] >= "2022"
        assert "russia" in {a["id"] for a in (*it["agents"], *it["targets"])}


def test_all_findings_of_the_seeds_are_reviewed(listed: Callable[..., Any]) -> None:
    assert listed("--unreviewed")["total"] == 0
    assert listed("articles", "--reviewed")["total"] == 5


def test_actors_are_listed_by_their_number_of_incidents(listed: Callable[..., Any]) -> None:
    found = listed("actors", "--limit", "0")["actors"]
    totals = [a["as_agent"] + a["as_target"] for a in found]
    assert totals == sorted(totals, reverse=True)
    assert {a["kind"] for a in listed("actors", "--kind", "agency")["actors"]} == {"agency"}


def test_actors_are_those_of_the_incidents_asked_for(listed: Callable[..., Any]) -> None:
    """Each filter gives the actors of just the incidents that it gives."""
    for given in (
        ("--type", "summons"),
        ("--between", "NATO", "Russia"),
        ("--since", "2022"),
        ("--until", "2019"),
        ("--status", "alleged"),
        ("--reviewed",),
        ("--min-confidence", "0.9"),
        ("--between", "NATO", "Russia", "--type", "expulsion", "--until", "2021"),
    ):
        incidents = listed("incidents", *given, "--limit", "0")["incidents"]
        sides = [[a["id"] for a in (*it["agents"], *it["targets"])] for it in incidents]
        found = listed("actors", *given, "--limit", "0")["actors"]
        assert {a["id"] for a in found} == {actor for side in sides for actor in side}, given
        for actor in found:
            number = sum(actor["id"] in [a["id"] for a in it["agents"]] for it in incidents)
            assert actor["as_agent"] == number, given
    assert listed("actors", "--unreviewed")["actors"] == []


def test_articles_are_those_that_report_the_incidents_asked_for(
    listed: Callable[..., Any],
) -> None:
    assert [a["id"] for a in listed("articles", "--type", "summons")["articles"]] == [
        "2020-12-10-moscow-times"
    ]
    assert listed("articles", "--status", "alleged")["articles"] != []
    published = listed("articles", "--since", "2022", "--until", "2022")["articles"]
    assert {a["published"][:4] for a in published} == {"2022"}


def test_csv_holds_the_same_rows(talion: Talion, listed: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(talion("list", "articles", "--format", "csv").stdout)))
    assert [r["id"] for r in rows] == [a["id"] for a in listed("articles")["articles"]]


def test_a_table_says_how_many_are_left(talion: Talion) -> None:
    found = talion("list", "--limit", "2")
    assert "2 of 53 incidents; --limit 0 lists all" in found.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("articles", "--kind", "agency"), "--kind does not apply to articles"),
        (("actors", "--between", "NATO", "Rusia"), "did you mean Russia"),
        (("articles", "--type", "expulsoin"), "did you mean expulsion"),
        (("--type", "expulsoin"), "did you mean"),
        (("incidnts",), "did you mean 'incidents'"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    talion: Talion, args: tuple[str, ...], words: str
) -> None:
    found = talion("list", *args)
    assert found.exit_code != 0
    assert words in found.stderr
