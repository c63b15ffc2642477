"""The page's data: what Python writes, what types/json.d.ts declares, what the document says."""

import re
from pathlib import Path
from typing import Any

from talion.model.actor import Actor, ActorKind, Membership, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.decision import Subject
from talion.model.incident import Incident, IncidentType, Report, Slot, Span, Status
from talion.model.note import Note
from talion.model.slot_quotes import QuotedSlot, SlotQuote
from talion.model.type_traits import CountedAs, TypeTraits
from talion.render.bundle import asset
from talion.render.page_data import PageChain, PageData, PageQuestion, document
from talion.render.type_families import TypeFamily

DOCUMENTATION = (Path(__file__).parents[2] / "docs/page-data.md").read_text("utf-8")
#: The interface of each list of the document.
LISTS = {
    "types": "Type", "actors": "Actor", "offices": "Office",
    "articles": "Article", "incidents": "Incident", "reports": "Report", "claims": "Claim",
    "contradictions": "Claim", "chains": "Chain", "questions": "Question",
    "notes": "Note",
}  # fmt: skip


def full() -> PageData:
    """A page with a value in every field, beside rows with as few as may be."""
    text = "They expelled five."
    quote = Span("expelled five", 5, 18)
    slots = ("expulsion", Status.REPORTED, ("a",), ("b",), 5, Date("2018-03"))
    bare = ("expulsion", Status.ALLEGED, (), (), None, None)
    both = (Membership("a", "o", Date("2004")),)
    return PageData(
        actors=(
            Actor("a", "A", ActorKind.COUNTRY, names=("The A",), codes=("AA",), memberships=both),
            Actor("b", "B", ActorKind.AGENCY, state="a"),
            Actor("o", "", ActorKind.ORGANIZATION),
        ),
        incidents=(
            Incident("i", *slots, ("r", "q"), (Slot.COUNT,), confidence=0.7),
            Incident("j", *bare, ()),
        ),
        reports=(
            Report("r", "t", *slots, quote, confidence=0.7),
            Report("s", "missing", *bare, quote),
            Report("q", "missing", *slots[:4], 9, None, quote),
        ),
        claims=(
            Claim("c", ClaimType.RESPONSE, "i", "j", Basis.STATED, "t", quote, confidence=0.7),
            Claim("d", ClaimType.RESPONSE, "i", "j", Basis.INFERRED, None, None, 0.5, "run"),
        ),
        contradictions=(
            Claim("e", ClaimType.RESPONSE, "j", "i", Basis.STATED, "t", quote, confidence=0.7),
            Claim("f", ClaimType.RESPONSE, "j", "i", Basis.INFERRED, None, None, 0.5, "run"),
        ),
        overlaps=(("i", "j"),),
        glosses={"r": "they threw five out"},
        slot_quotes={"r": tuple(SlotQuote(slot, "five") for slot in QuotedSlot)},
        articles=(
            Article("t", text, "P", "T", "2018-03-01", "https://x.example"),
            Article("u", text),
        ),
        types=(
            IncidentType(
                "expulsion", "expulsion", "…", 0.5, "expelled", verbs=("expel",),
                traits=TypeTraits(counts=CountedAs.PERSONS, removes=True),
            ),
            IncidentType("other", "", "", 0.0, None),
        ),
        offices=(Office("p", "minister", "a", "t", None), Office("q", "", None, "", None)),
        chains=(PageChain("k", "K", (("j",), ("i",))), PageChain("l", "", ())),
        questions=(PageQuestion("q", "Q", "…", "SELECT", ("x",), (("a",),)), PageQuestion("r", "")),
        notes=(Note(Subject.ACTOR, "a", "A?"), Note(Subject.ACTOR, "b", star=True)),
        blocs=(Actor("m", "M", ActorKind.ORGANIZATION),),
    )  # fmt: skip


def interfaces() -> dict[str, dict[str, bool]]:
    """By interface of json.d.ts: its keys, and whether each is always there."""
    text = asset("types/json.d.ts").partition("declare namespace PyvisJson")[0]
    found: dict[str, dict[str, bool]] = {}
    for name, bases, body in re.findall(
        r"interface (\w+)(?: extends ([^{]+?))? \{\n(.*?)\n  \}", text, re.DOTALL
    ):
        keys: dict[str, bool] = {}
        for base in filter(None, map(str.strip, bases.split(","))):
            optional = base.startswith("Partial<")
            for key, always in found[base.removeprefix("Partial<").rstrip(">")].items():
                keys[key] = always and not optional
        for key, mark in re.findall(r"^    (\w+)(\??):", body, re.MULTILINE):
            keys[key] = not mark
        found[name] = keys
    return found


def written(rows: list[dict[str, Any]]) -> dict[str, bool]:
    """The keys of some rows, and whether each row has it."""
    return {key: all(key in row for row in rows) for row in rows for key in row}


def test_the_types_declare_just_the_keys_that_are_written() -> None:
    declared, made = interfaces(), document(full())
    for key, name in LISTS.items():
        assert declared[name] == written(made[key]), name
    assert written(made["blocs"]).keys() <= declared["Actor"].keys()
    own = {key for key, always in declared["Document"].items() if always}
    assert own == set(made)
    assert set(declared["Document"]) - own == {
        "ends",
        "ranked",
        "total",
    }  # what a server adds to a part


def test_the_documentation_names_every_key() -> None:
    declared = interfaces()
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCUMENTATION, re.MULTILINE))
    shared = "".join(
        re.findall(r"^\*\*(?:Slots|Words)\*\*.*?\n\n", DOCUMENTATION, re.M | re.DOTALL)
    )
    assert set(declared["Document"]) <= set(rows)
    for key, name in LISTS.items():
        for own in declared[name]:
            like = rows["claims"] if name == "Claim" else ""
            assert f"`{own}`" in rows[key] + like + shared, (key, own)


def test_the_documentation_names_every_key_of_the_address() -> None:
    body = re.search(r"interface State \{\n(.*?)\n  \}", asset("types/page.d.ts"), re.DOTALL)
    assert body
    keys = re.findall(r"^    (\w+):", body[1], re.MULTILINE)
    assert len(keys) > 20
    address = DOCUMENTATION.partition("## The address")[2]
    for key in keys:
        assert f"`{key}`" in address, key


def test_closed_sets_have_the_values_of_the_model() -> None:
    unions = dict(re.findall(r"^  type (\w+) = ([^;\[]+);", asset("types/json.d.ts"), re.MULTILINE))
    for name, kind in (("Status", Status), ("Slot", Slot), ("Basis", Basis)):
        assert set(re.findall(r'"(\w+)"', unions[name])) == {member.value for member in kind}


def test_families_and_kinds_of_actors_are_those_of_the_model() -> None:
    theme = asset("base/theme.js")
    lists = dict(re.findall(r"^export const (\w+) = \[([^\]]*)\];", theme, re.MULTILINE))
    assert re.findall(r'"(\w+)"', lists["GROUPS"]) == list(TypeFamily)  # stacked in this order
    assert set(re.findall(r'"(\w+)"', lists["KINDS"])) == {kind.value for kind in ActorKind}
