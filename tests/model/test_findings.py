"""The codebook's JSON: read whole or refused with the place, and written as it was read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.errors import FindingsError
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType
from talion.model.findings import GREATEST_COUNT, Finding, Findings, Link, NamedActor, shown
from talion.model.incident import Status
from talion.model.slot_quotes import QuotedSlot, SlotQuote

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
SHARES = st.none() | st.floats(0, 1)
FINDINGS = st.builds(
    Finding,
    id=WORDS,
    type=WORDS,
    status=st.sampled_from(Status),
    agents=NAMES,
    targets=NAMES,
    count=st.none() | st.integers(0, GREATEST_COUNT),
    date=st.sampled_from([None, "2018", "2018-03", "2018-03-26"]),
    quote=WORDS,
    confidence=SHARES,
    gloss=st.none() | WORDS,
    slot_quotes=st.lists(st.builds(SlotQuote, st.sampled_from(QuotedSlot), WORDS), max_size=3).map(
        lambda quotes: tuple(sorted(quotes, key=lambda q: list(QuotedSlot).index(q.slot)))
    ),
)
KINDS = [ActorKind.AGENCY, ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.PERSON]


@st.composite
def whole(draw: st.DrawFn) -> Findings:
    """Findings of one article, links between incidents that are there."""
    incidents = draw(st.lists(FINDINGS, max_size=3, unique_by=lambda f: f.id))
    ends = st.sampled_from([f.id for f in incidents]) if incidents else st.nothing()
    links = st.builds(Link, st.sampled_from(ClaimType), ends, ends, WORDS, SHARES)
    actors = st.lists(st.builds(NamedActor, WORDS, st.sampled_from(KINDS)), max_size=2)
    return Findings(
        draw(WORDS),
        None,
        tuple(draw(actors)),
        tuple(incidents),
        tuple(draw(st.lists(links, max_size=2))) if incidents else (),
    )


@given(whole())
def test_what_is_written_is_read_as_it_was(findings: Findings) -> None:
    assert Findings.from_dict(findings.to_dict()) == findings


def incident(**changed: Any) -> dict[str, Any]:
    plain = {
        "id": "i1", "type": "expulsion", "status": "reported", "agents": ["Peru"],
        "targets": ["Cuba"], "count": 2, "date": "2018-03", "quote": "expelled two envoys",
    }  # fmt: skip
    return {**plain, **changed}


def file(*incidents: Any, **changed: Any) -> dict[str, Any]:
    plain = {"article": "a", "published": None, "actors": [], "incidents": [*incidents]}
    return {**plain, "links": [], **changed}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"count": -1}, "incident i1: count -1 is neither a number nor null"),
        ({"count": True}, "incident i1: count True is neither a number nor null"),
        ({"count": 2**31}, "incident i1: count 2147483648 is too large"),
        ({"status": "certain"}, "status 'certain' is not one of alleged, prospective, reported"),
        ({"date": "March"}, "incident i1: date 'March' is not an ISO date"),
        ({"agents": "Peru"}, "incident i1: 'agents' is no list of names"),
        ({"quote": " "}, "incident i1: 'quote' is missing or no text"),
        ({"quote": "\ud83d"}, r"incident i1: 'quote' holds a lone surrogate"),
        ({"confidence": 1.5}, "incident i1: confidence 1.5 is no number from 0 to 1"),
        ({"id": ""}, "incident 1: 'id' is missing or no text"),
    ],
)
def test_what_the_codebook_does_not_allow_is_refused_with_its_place(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(FindingsError) as refused:
        Findings.from_dict(file(incident(**changed)))
    assert said in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "text", {}, {"article": "a"}])
def test_what_is_no_object_of_the_codebook_is_refused(data: Any) -> None:
    with pytest.raises(FindingsError):
        Findings.from_dict(data)


def test_a_link_must_join_incidents_that_are_there() -> None:
    link = {"type": "in_response_to", "from": "i1", "to": "i9", "quote": ""}
    with pytest.raises(FindingsError, match=r"its 'to' names no incident: 'i9'"):
        Findings.from_dict(file(incident(), links=[link]))


def test_one_id_given_twice_is_refused() -> None:
    with pytest.raises(FindingsError, match="the id is given twice"):
        Findings.from_dict(file(incident(), incident()))


def test_the_rest_is_kept_where_what_is_wrong_may_be_left_out() -> None:
    left_out: list[FindingsError] = []
    link = {"type": "in_response_to", "from": "i1", "to": "i2", "quote": ""}
    read = Findings.from_dict(
        file(incident(), incident(id="i2", count="two"), links=[link]), left_out
    )
    assert [f.id for f in read.incidents] == ["i1"]
    assert read.links == ()
    assert [str(e).split(":")[0] for e in left_out] == ["incident i2", "link 1"]


@given(st.text())
def test_a_value_is_shown_in_one_short_line_of_ascii(value: str) -> None:
    assert len(shown(value)) <= 80
    assert "\n" not in shown(value)
