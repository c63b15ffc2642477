"""What commands print as JSON keeps to the schemas in docs/json/."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from talion.cli import main
from talion.cli.commands import SECTIONS

Run = Callable[..., Result]
SCHEMAS = Path(__file__).parents[2] / "docs" / "json"
SEEDS = Path(__file__).parents[2] / "seeds"
EXPULSION = "2020-12-10-expulsion-netherlands-russia"
POLAND = "2021-expulsion-poland-russia", "2022-expulsion-poland-russia"
EVENTS = """id,source,target,date,type,count
1,RUS,USA,2021-04-15,expulsion,10
2,USA,RUS,2021-04-16,expulsion,10
3,RUS,USA,2021-05-15,sanction,
4,RUS,XXQ,2021-05-15,sanction,
"""
PAIRS = ["RUS,USA"], ["USA,RUS"]
#: Commands with arguments; FILE and MANY are tables of events, PAGE a page to write.
READING = [
    ("actor", "Russia"),
    ("actor", "AIVD"),
    ("incident", EXPULSION),
    ("list", "incidents"),
    ("list", "actors"),
    ("list", "articles"),
    ("chains",),
    ("ledger", "Netherlands", "Russia"),
    ("ledger", "NATO", "Russia"),
    ("waves",),
    ("unanswered",),
    ("precedents", EXPULSION),
    ("network",),
    ("query", "retaliations"),
    ("query", "ASK { ?a tal:expelled ?b }"),
    ("validate",),
    ("decisions",),
    ("formats",),
    ("browse", "--html", "PAGE"),
    ("evaluate", str(SEEDS), "--predicted", str(SEEDS)),
    ("replies",),
    ("replies", "FILE", "--explain"),
    ("motifs", "FILE", "--typed", "--instances", "2"),
    ("events", "FILE"),
    ("fit", "MANY", "--steps", "2"),
]
#: These change the store; each goes on where the one before ended.
WRITING = [
    ("build",),
    ("add", str(SEEDS / "2020-12-dutchreview.txt")),
    ("merge", *POLAND),
    ("split", "2021-10-06-daily-beast#e17", "2022-03-29-france24#e10"),
    ("merge", "Maria Zakharova", "Kirill Logvinov"),
    ("split", "actor:maria-zakharova", "Kirill Logvinov"),
    ("rename", "Turkey", "Türkiye"),
    ("retype", "Yulia Skripal", "organization"),
    ("split", "Maria Zakharova", "2022-03-29-france24"),
    ("note", "Turkey", "an example", "--star"),
    ("actor", "Turkey"),
    ("decisions",),
    ("repair",),
    ("load", "FILE", "--replace"),
]
#: It takes many seconds; its schema is only read.
UNCHECKED = {"benchmark"}


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return found


def validator(name: str) -> Draft202012Validator:
    common = read("common")
    registry = Registry().with_resource(common["$id"], Resource.from_contents(common))
    return Draft202012Validator(read(name), registry=registry)


def checked(result: Result, name: str) -> None:
    assert result.exit_code == 0, result.stderr
    problems = [
        f"{error.json_path}: {error.message[:300]}"
        for error in validator(name).iter_errors(json.loads(result.stdout))
    ]
    assert problems == []


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], str]:
    """What stands for a file in an argument."""
    (tmp_path / "events.csv").write_text(EVENTS)
    rows = (f"{n},{pair},2021-04-{n:02},threat,\n" for n in range(1, 25) for pair in PAIRS[n % 2])
    (tmp_path / "many.csv").write_text(EVENTS.partition("\n")[0] + "\n" + "".join(rows))
    names = {"FILE": "events.csv", "MANY": "many.csv", "PAGE": "page.html"}
    files = {word: str(tmp_path / name) for word, name in names.items()}
    return lambda word: files.get(word, word)


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_what_is_printed_keeps_to_its_schema(
    talion: Run, place: Callable[[str], str], args: tuple[str, ...]
) -> None:
    checked(talion(*map(place, args), "--json"), args[0])


def test_what_decisions_and_builds_print_keeps_to_their_schemas(
    talion: Run, place: Callable[[str], str], seeds_folder: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(seeds_folder, tmp_path / "store"))
    for args in WRITING:
        checked(talion(*map(place, args), "--json", store=store), args[0])


def test_every_command_with_json_has_a_schema_that_a_test_uses() -> None:
    with main.make_context("talion", ["--store", "x"], resilient_parsing=True) as ctx:
        commands = {
            name: main.get_command(ctx, name) for each in SECTIONS.values() for name in each
        }
    speaking = {
        name
        for name, command in commands.items()
        if command and any("--json" in option.opts for option in command.params)
    }
    written = {file.stem for file in SCHEMAS.glob("*.json")} - {"common"}
    assert written == speaking
    assert {args[0] for args in (*READING, *WRITING)} | UNCHECKED == speaking


def test_a_schema_refuses_what_no_command_prints() -> None:
    wrong = {"id": "russia", "name": "Russia", "kind": "country"}
    missing = validator("actor").iter_errors(wrong)
    assert any("'aliases' is a required property" in error.message for error in missing)
    bare = read("ledger") | {"$id": "https://example.org/x"}
    assert bare["properties"]["owes_response"]["anyOf"][0]["$ref"].endswith("/named")


@pytest.mark.parametrize("file", sorted(SCHEMAS.glob("*.json")), ids=lambda file: file.stem)
def test_each_schema_is_one(file: Path) -> None:
    Draft202012Validator.check_schema(json.loads(file.read_text("utf-8")))
