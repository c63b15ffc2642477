"""`talion chains` on the seeds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Talion = Callable[..., Result]


def test_chains_tell_date_parties_measure_number_sentence_and_publisher(talion: Talion) -> None:
    result = talion("chains", "--between", "Russia", "US")
    assert result.exit_code == 0
    assert result.output.startswith("1  Russia ⇄ United States  3 steps; stated; tit for tat\n")
    for part in (
        "Russia → United States: cyber operation",
        "2021        United States → Russia: expulsion of 10",
        "together with Poland → Russia: expulsion",
        "response 0 to 211 days later (stated)",
        "“Russia expelled U.S. diplomats in July”",
        "reported by The Daily Beast, 2021-10-06",
    ):
        assert part in result.output
    assert "2  " not in result.output


def test_piped_lines_end_without_blanks(talion: Talion) -> None:
    lines = talion("chains").output.splitlines()
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) <= 100


def test_json_gives_the_same_chains(talion: Talion) -> None:
    shown = json.loads(talion("chains", "--json").output)
    assert shown["total"] == len(shown["chains"]) == 14
    assert sum(c["tit_for_tat"] for c in shown["chains"]) == 10


def test_a_limit_says_how_many_are_left(talion: Talion) -> None:
    result = talion("chains", "--limit", "2")
    assert "2 of 14 chains; --limit 0 shows all" in result.stderr
    assert "\n3  " not in result.stdout


def test_steps_shown_before_are_not_shown_again(talion: Talion) -> None:
    output = talion("chains", "--between", "Netherlands", "Russia").stdout
    assert "steps 1 to 2 as in chain 2" in output
    assert output.count("The Netherlands is expelling two alleged Russian spies") == 1


def test_no_chain_of_a_file_turns_round_what_a_source_states(
    talion: Talion, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    head = "id,date,source,target,type,responds_to\n"
    acts = "b,2024-10-14,India,Canada,expulsion,{}\na,2024-10-14,Canada,India,expulsion,\n"
    links = {}
    for cause in ("", "a"):
        file.write_text(head + acts.format(cause))
        printed = json.loads(talion("chains", str(file), "--json").stdout)["chains"]
        links[cause] = [
            (a["response"], a["antecedent"])
            for c in printed
            for s in c["steps"]
            for a in s["responses"]
        ]
    assert links == {"": [("a", "b")], "a": [("b", "a")]}


def test_an_unknown_name_is_one_line_with_the_nearest(talion: Talion) -> None:
    result = talion("chains", "--between", "Rusia", "NL")
    assert result.exit_code == 2
    assert result.stderr == "talion: 'Rusia' is not an actor of this graph; did you mean Russia?\n"


def test_an_unknown_type_is_one_line_with_the_nearest(talion: Talion) -> None:
    result = talion("chains", "--type", "expulsoin")
    assert result.exit_code == 2
    assert "did you mean expulsion?" in result.stderr


def test_a_date_that_is_none_is_refused(talion: Talion) -> None:
    result = talion("chains", "--since", "soon")
    assert result.exit_code == 2
    assert "'soon' is not a date" in result.stderr


@pytest.mark.parametrize("kind", ["break_of_relations", "break of relations"])
def test_where_there_is_none_a_line_says_so(talion: Talion, kind: str) -> None:
    result = talion("chains", "--type", kind)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no such chain of responses" in result.stderr


CSV = """date,source,target,type,count,responds_to,id
2018-03-14,United Kingdom,Russia,expulsion,23,,a
2018-03-17,Russia,United Kingdom,expulsion,23,a,b
2018-03-26,United States,Russia,expulsion,60,,c
2018-03-29,Russia,United States,expulsion,60,,d
"""


def test_a_file_of_events_is_shown_in_the_same_way(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(CSV)
    result = talion("chains", str(file), "--min-probability", "0.01")
    assert result.exit_code == 0, result.output
    assert "1  United Kingdom ⇄ Russia  2 steps; stated; tit for tat" in result.stdout
    assert "2018-03-17  Russia → United Kingdom: expulsion of 23" in result.stdout
    assert "response 3 days later (inferred, p = 0." in result.stdout


def test_responses_can_be_inferred_in_a_store_beside_the_stated_ones(talion: Talion) -> None:
    arguments = ("chains", "--json", "--min-probability", "0.05")
    stated = json.loads(talion(*arguments).output)
    both = json.loads(talion(*arguments, "--infer").output)
    assert {c["basis"] for c in stated["chains"]} == {"stated"}
    assert {c["basis"] for c in both["chains"]} > {"stated"}


def test_chains_can_be_held_against_chance(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(CSV)
    arguments = ("chains", str(file), "--null", "3", "--seed", "1")
    result = talion(*arguments)
    assert result.exit_code == 0, result.output
    assert "from dates alone, whatever the sources state" in result.stdout
    assert "in 3 shuffles of the dates" in result.stdout
    printed = json.loads(talion(*arguments, "--json").stdout)["null"]
    assert printed["shuffles"] == 3
    assert set(printed["lengths"][0]) == {
        "min_length",
        "observed",
        "mean",
        "standard_deviation",
        "p_value",
    }
