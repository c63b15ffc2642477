"""A person's walk through an article's findings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.errors import FindingsError
from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.findings import Finding, Findings, Link, NamedActor
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Status
from talion.model.slot_quotes import QuotedSlot, SlotQuote
from talion.review.editing import Editor
from talion.review.walk import Review, Verdict

TEXT = "Belgium expelled 21 Russians.\nMoscow, said Ann Lee, would answer\nit in kind."
KNOWN = Gazetteer(
    [
        Actor("russia", "Russia", ActorKind.COUNTRY, capitals=("Moscow",)),
        Actor("belgium", "Belgium", ActorKind.COUNTRY),
        Actor("svr", "SVR", ActorKind.AGENCY, state="russia"),
    ]
)
E1 = Finding(
    "e1", "expulsion", Status.REPORTED, ("Belgium",), ("Russia",), 21, "2022", "Belgium expelled 21"
)
E2 = Finding("e2", "threat", Status.REPORTED, ("Russia",), ("Belgium",), None, None, "would answer")
LINK = Link(ClaimType.RESPONSE, "e2", "e1", "in kind")
ACTORS = (
    NamedActor("Belgium", ActorKind.COUNTRY),
    NamedActor("Russia", ActorKind.COUNTRY),
    NamedActor("Ann Lee", ActorKind.PERSON),
)
FOUND = Findings("one", "2022-03", ACTORS, (E1, E2), (LINK,))
ADDED = {"quote": "said Ann Lee", "type": "recall", "agents": "Moscow", "targets": "Belgium"}


@pytest.fixture
def walk() -> Review:
    return Review(Article("one", TEXT), FOUND, KNOWN)


def end(walk: Review) -> Findings:
    return walk.findings(keep_undecided=False)


def test_what_is_accepted_stays_what_is_rejected_goes(walk: Review) -> None:
    walk.judge(Verdict.ACCEPTED)
    walk.judge(Verdict.REJECTED)
    assert walk.key is None
    assert end(walk) == replace(FOUND, incidents=(E1,), links=())


def test_a_link_is_no_item_when_one_of_its_ends_is_rejected(walk: Review) -> None:
    assert list(walk.keys) == ["e1", "e2", "l1"]
    walk.judge(Verdict.REJECTED)
    assert list(walk.keys) == ["e1", "e2"]


def test_actors_that_only_rejected_incidents_named_go_with_them(walk: Review) -> None:
    lone = replace(E1, id="e3", agents=("Ireland",))
    found = replace(
        FOUND, actors=(*ACTORS, NamedActor("Ireland", ActorKind.COUNTRY)), incidents=(E1, E2, lone)
    )
    walk = Review(Article("one", TEXT), found, KNOWN)
    for verdict in (Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.REJECTED, Verdict.ACCEPTED):
        walk.judge(verdict)
    assert end(walk) == FOUND


def test_what_was_skipped_is_kept_or_dropped_on_demand(walk: Review) -> None:
    walk.judge(Verdict.ACCEPTED)
    walk.skip()
    walk.judge(Verdict.ACCEPTED)
    assert walk.undecided == ("e2",)
    assert walk.findings(keep_undecided=True) == FOUND
    assert end(walk).incidents == (E1,)
    assert end(walk).links == ()


def test_a_slot_that_a_person_fills_loses_the_words_that_a_reader_quoted_for_it() -> None:
    words = (SlotQuote(QuotedSlot.COUNT, "two"), SlotQuote(QuotedSlot.DATE, "on Monday"))
    item = Finding("e1", "expulsion", Status.REPORTED, (), (), 2, None, "", slot_quotes=words)
    changed, _ = Editor(Article("one", TEXT), KNOWN).incident(item, "count", "3", (), {})
    assert changed.slot_quotes == words[1:]


def test_every_slot_can_be_edited(walk: Review) -> None:
    for slot, text in {
        "type": "staff",
        "status": "alleged",
        "agents": "Belgium; SVR",
        "targets": "-",
        "count": "none",
        "date": "2022-03-29",
        "quote": "expelled 21 Russians",
    }.items():
        walk.change(slot, text)
    walk.judge(Verdict.ACCEPTED)
    assert end(walk).incidents[0] == Finding(
        "e1",
        "staff_cap",
        Status.ALLEGED,
        ("Belgium", "SVR"),
        (),
        None,
        "2022-03-29",
        "expelled 21 Russians",
    )
    assert NamedActor("SVR", ActorKind.AGENCY) in end(walk).actors


def test_a_capital_becomes_the_usual_name_of_its_state(walk: Review) -> None:
    walk.change("targets", "Moscow")
    assert walk.item("e1") == E1


def test_a_name_that_nobody_knows_needs_its_kind(walk: Review) -> None:
    assert walk.unknown_names("Belgium, Bo Li, Moscow") == ["Bo Li"]
    with pytest.raises(FindingsError, match="Bo Li: this name is unknown; give its kind"):
        walk.change("agents", "Belgium, Bo Li")
    walk.change("agents", "Belgium, Bo Li", {"Bo Li": "person"})
    walk.judge(Verdict.ACCEPTED)
    assert end(walk).actors[-1] == NamedActor("Bo Li", ActorKind.PERSON)


def test_a_quote_takes_the_texts_own_line_breaks(walk: Review) -> None:
    walk.change("quote", "would answer it in kind")
    item = walk.item("e1")
    assert item.quote == "would answer\nit in kind"


@pytest.mark.parametrize(
    ("slot", "text", "reason"),
    [
        ("type", "exile", "type: 'exile' is not one of expulsion, "),
        ("type", "", "type: '' is not one of"),
        ("type", "s", "type: 's' is not one of"),
        ("status", "sure", "status: 'sure' is not one of reported, alleged, prospective"),
        ("count", "two", "count: 'two' is no number"),
        ("count", "-2", "count: '-2' is no number"),
        ("date", "March", "date: 'March' is not a date like 2018, 2018-03 or 2018-03-26"),
        ("date", "2022-13", "date: '2022-13' is not in the calendar"),
        ("quote", "Belgium expelled 22", "quote: the text does not contain these words"),
        ("quote", "", "quote: the text does not contain these words"),
    ],
)
def test_what_the_codebook_has_not_changes_nothing(
    walk: Review, slot: str, text: str, reason: str
) -> None:
    with pytest.raises(FindingsError) as caught:
        walk.change(slot, text)
    assert str(caught.value).startswith(reason)
    assert walk.item("e1") == E1
    assert not walk.undo()


def test_a_link_can_be_edited(walk: Review) -> None:
    walk.skip()
    walk.skip()
    for slot, text in {"type": "pre", "source": "e1", "target": "e2", "quote": "answer"}.items():
        walk.change(slot, text)
    assert walk.item("l1") == Link(ClaimType.PRECEDENT, "e1", "e2", "answer")
    with pytest.raises(FindingsError, match="to: 'e9' is not one of e1, e2"):
        walk.change("target", "e9")


def test_an_incident_is_added_before_the_one_in_turn_and_accepted(walk: Review) -> None:
    walk.skip()
    walk.add(ADDED)
    assert walk.keys == ("e1", "e3", "e2", "l1")
    assert walk.key == "e2"
    assert end(walk).incidents == (
        Finding(
            "e3", "recall", Status.REPORTED, ("Russia",), ("Belgium",), None, None, "said Ann Lee"
        ),
    )


def test_at_the_end_an_incident_goes_before_the_links(walk: Review) -> None:
    for _ in range(3):
        walk.skip()
    walk.add(ADDED)
    assert walk.keys == ("e1", "e2", "e3", "l1")
    assert walk.key is None


def test_an_incident_needs_somebody(walk: Review) -> None:
    with pytest.raises(FindingsError, match="an incident needs an agent or a target"):
        walk.add({**ADDED, "agents": "", "targets": "-"})


def test_a_link_is_added_at_the_end_and_accepted(walk: Review) -> None:
    told = {"type": "part", "source": "e1", "target": "e2", "quote": "in kind"}
    walk.judge(Verdict.ACCEPTED)
    walk.judge(Verdict.ACCEPTED)
    walk.add_link(told)
    assert walk.key == "l1"
    assert end(walk).links == (Link(ClaimType.PART, "e1", "e2", "in kind"),)


def test_an_article_without_findings_can_be_given_some() -> None:
    walk = Review(Article("one", TEXT), replace(FOUND, incidents=(), links=(), actors=()), KNOWN)
    assert walk.key is None
    walk.add(ADDED)
    assert [i.id for i in end(walk).incidents] == ["e1"]
    assert [a.name for a in end(walk).actors] == ["Russia", "Belgium"]


_STEPS = st.lists(
    st.sampled_from(["accept", "reject", "skip", "back", "add", "link", "count", "type"])
)


def step(walk: Review, name: str) -> None:
    if name == "back":
        walk.back()
    elif name == "add":
        walk.add(ADDED)
    elif name == "link":
        walk.add_link({"type": "part_of", "source": "e1", "target": "e2", "quote": "kind"})
    elif walk.key is None:
        return
    elif name == "skip":
        walk.skip()
    elif name in ("count", "type"):
        if walk.key.startswith("e"):
            walk.change(name, "3" if name == "count" else "closure")
    else:
        walk.judge(Verdict.ACCEPTED if name == "accept" else Verdict.REJECTED)


@given(_STEPS)
def test_whatever_was_done_undoing_it_all_leads_back_to_the_start(steps: list[str]) -> None:
    walk = Review(Article("one", TEXT), FOUND, KNOWN)
    for name in steps:
        step(walk, name)
    while walk.undo():
        pass
    assert (walk.key, walk.place, walk.undecided) == ("e1", 0, ("e1", "e2", "l1"))
    assert walk.findings(keep_undecided=True) == FOUND


@given(_STEPS, st.booleans())
def test_whatever_was_done_the_findings_fit_the_codebook(steps: list[str], keep: bool) -> None:
    walk = Review(Article("one", TEXT), FOUND, KNOWN)
    for name in steps:
        step(walk, name)
    found = walk.findings(keep_undecided=keep)
    assert Findings.from_dict(found.to_dict()) == found
    listed = {a.name for a in found.actors}
    assert {n for i in found.incidents for n in (*i.agents, *i.targets)} <= listed
