"""`talion query`, `actor`, `incident`, `network`, `validate`: what is asked and what is said."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_a_query_prints_a_table_with_short_names(talion: Run) -> None:
    result = talion("query", "SELECT ?b { actor:netherlands tal:expelled ?b }")
    assert "actor:russia" in result.stdout
    assert "1 row" in result.stderr


def test_a_query_that_compares_edtf_says_what_compares(talion: Run) -> None:
    wrong = talion("query", 'SELECT ?i { ?i tal:date ?d FILTER(?d < "2021-01-01"^^xsd:date) }')
    assert "?d: a date in EDTF cannot be compared" in wrong.stderr
    right = talion("query", 'SELECT ?i { ?i tal:latest ?d FILTER(?d < "2021-01-01"^^xsd:date) }')
    assert "EDTF" not in right.stderr
    assert "incident:" in right.stdout


def test_a_query_gives_csv_and_json(talion: Run) -> None:
    text = "SELECT ?b { actor:russia tal:expelled ?b } ORDER BY ?b"
    table = list(csv.DictReader(io.StringIO(talion("query", "--format", "csv", text).stdout)))
    assert [row["b"].rpartition("/")[2] for row in table] == [
        "estonia",
        "latvia",
        "lithuania",
        "united-states",
    ]
    assert json.loads(talion("query", "--json", text).stdout) == table


def test_a_query_comes_from_a_file_or_from_standard_input(talion: Run, tmp_path: Path) -> None:
    text = "ASK { actor:russia tal:expelled actor:estonia }"
    (tmp_path / "q.rq").write_text(text)
    assert "true" in talion("query", str(tmp_path / "q.rq")).stdout
    assert "true" in talion("query", "-", stdin=text).stdout


def test_a_construct_prints_turtle(talion: Run) -> None:
    result = talion("query", "CONSTRUCT { ?b tal:expelled ?a } { ?a tal:expelled ?b }")
    assert result.stdout.startswith("@prefix")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT ?x {", "cannot be run"),
        ("DELETE WHERE { ?s ?p ?o }", "is an update"),
        ("no-such-question", "not a ready-made question"),
        ("chian", "'chian' is not a ready-made question; did you mean chains?"),
        ("gone.rq", "there is no such file"),
    ],
)
def test_a_bad_query_gets_one_line_and_an_exit_code(talion: Run, text: str, reason: str) -> None:
    result = talion("query", text)
    assert result.exit_code in (1, 2)
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_an_actor_is_found_by_any_of_its_names(talion: Run) -> None:
    shown = {
        name: json.loads(talion("actor", "--json", name).stdout)["id"]
        for name in ("Russia", "Moscow", "the Kremlin", "RUS", "Russian", "actor:russia")
    }
    assert set(shown.values()) == {"russia"}, shown


def test_an_unknown_actor_gets_the_nearest_names(talion: Run) -> None:
    result = talion("actor", "Rusia")
    assert result.exit_code == 2
    assert "did you mean Russia" in result.stderr


def test_an_incident_is_shown_with_every_report(talion: Run) -> None:
    result = talion("incident", "2020-12-10-expulsion-netherlands-russia")
    assert "The Moscow Times, 2020-12-10: reported, count 2, 2020-12-10" in result.stdout
    assert "DutchReview, 2020-12: reported, count 2, 2020-12" in result.stdout
    assert "drew the response Russia (Leonid Slutsky) → Netherlands: threat" in result.stdout


def test_an_unknown_incident_gets_the_nearest(talion: Run) -> None:
    result = talion("incident", "2020-12-10-expulsion-netherlands-rusia")
    assert result.exit_code == 2
    assert "2020-12-10-expulsion-netherlands-russia" in result.stderr


def test_the_network_names_the_busiest_first(talion: Run) -> None:
    shown = json.loads(talion("network", "--json").stdout)
    assert shown["standings"][0]["actor"]["name"] == "Russia"
    assert 0 < shown["reciprocity"]["expelled"] < 1
    assert "Russia" in talion("network", "--relation", "expelled").stdout


def test_the_seeds_graph_keeps_to_its_shapes(talion: Run) -> None:
    result = talion("validate", "--json")
    assert (result.exit_code, json.loads(result.stdout)["conforms"]) == (0, True)


def test_what_an_article_says_cannot_steer_the_terminal(talion: Run, tmp_path: Path) -> None:
    text = "Belgium expelled two Russian diplomats\x1b[2J\u202e on Monday."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.json").write_text(
        json.dumps(
            {
                "article": "a",
                "published": "2022-03-29",
                "actors": [
                    {"name": "Belgium", "type": "country"},
                    {"name": "Russia", "type": "country"},
                ],
                "incidents": [
                    {
                        "id": "e1",
                        "type": "expulsion",
                        "status": "reported",
                        "agents": ["Belgium"],
                        "targets": ["Russia"],
                        "count": 2,
                        "date": "2022-03-28",
                        "quote": text,
                    }
                ],
                "links": [],
            }
        )
    )
    store = tmp_path / "store"
    assert talion("build", str(tmp_path / "a.txt"), store=store).exit_code == 0
    shown = talion("incident", "a#e1", store=store).stdout
    assert "Belgium expelled two Russian diplomats" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_store_that_is_not_there_says_so(talion: Run, tmp_path: Path) -> None:
    result = talion("query", "ASK {}", store=tmp_path / "none")
    assert result.exit_code == 2
    assert "there is none; make one with: talion --store" in result.stderr
