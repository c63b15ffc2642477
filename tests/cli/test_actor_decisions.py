"""`talion merge`, `split`, `rename`, `retype` and `decisions` of actors."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def store(seeds_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_folder, tmp_path / "store"))


def test_two_actors_are_merged_listed_and_split_again(talion: Run, store: Path) -> None:
    pair = "Maria Zakharova", "actor:kirill-logvinov"
    result = talion("merge", *pair, "--because", "one office", store=store)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "Kirill Logvinov: person",
        "  actor:kirill-logvinov",
    ]
    listed = json.loads(talion("decisions", "--about", "actor", "--json", store=store).stdout)
    assert [(d["kind"], d["first"], d["second"], d["reason"]) for d in listed] == [
        ("merge", "maria-zakharova", "kirill-logvinov", "one office")
    ]
    shown = json.loads(talion("actor", "maria-zakharova", "--json", store=store).stdout)
    assert (shown["id"], shown["aliases"]) == ("kirill-logvinov", ["Maria Zakharova"])
    result = talion("split", "actor:maria-zakharova", "actor:kirill-logvinov", store=store)
    assert result.stdout.splitlines() == [
        "two actors again:",
        "  actor:maria-zakharova",
        "  actor:kirill-logvinov",
    ]
    assert "no decisions" in talion("decisions", "--about", "actor", store=store).stderr


def test_an_actor_is_renamed_and_what_the_list_prints_takes_it_back(
    talion: Run, store: Path
) -> None:
    made = talion("rename", "Turkey", "Türkiye", "--json", store=store)
    assert json.loads(made.stdout)["actor"]["id"] == "turkey"
    lines = talion("decisions", "--about", "actor", store=store).stdout.splitlines()
    assert lines == [
        "rename by a person: decided by hand",
        "  actor:turkey",
        "  rename: Türkiye",
    ]
    taken = talion("decisions", "--forget", "actor:turkey", "rename", store=store)
    assert taken.stderr == "1 decision withdrawn\n"
    assert talion("actor", "turkey", store=store).stdout.startswith("Turkey: country")


def test_an_actor_gets_another_kind(talion: Run, store: Path) -> None:
    result = talion("retype", "Yulia Skripal", "organization", store=store)
    assert result.stdout.startswith("Yulia Skripal: organization")
    assert talion("validate", store=store).exit_code == 0


def test_whom_an_article_means_is_told_apart(talion: Run, store: Path) -> None:
    result = talion("split", "Maria Zakharova", "2022-03-29-france24", store=store)
    assert "actor:maria-zakharova-2022-03-29-france24" in result.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("merge", "Russia", "Ukraine"),
        ("merge", "Russia", "2020-12-dutchreview#e1"),
        ("rename", "Nobody at all", "X"),
        ("retype", "Russia", "person"),
        ("split", "Russia", "2020-12-dutchrevue"),
        ("decisions", "--forget", "Russia", "rename"),
    ],
)
def test_what_cannot_be_is_one_line(talion: Run, store: Path, args: tuple[str, ...]) -> None:
    result = talion(*args, store=store)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
