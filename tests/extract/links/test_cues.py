"""The registry of link cues: `ontology/link-cues.ttl`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.extract.analysis import Analysis
from talion.extract.links.cues import Cue, Position, cue_words, cues, found_in, read_cues, tokens
from talion.model.claim import ClaimType

Read = Callable[..., Any]
TEXT = "Chile on Monday expelled two Peruvian diplomats. {}, Peru expelled two Chilean diplomats."

Analysed = Callable[[str], Analysis]


def responses(found: Any) -> list[tuple[str, str]]:
    by_id = {i.id: " ".join(i.agents) for i in found.findings.incidents}
    links = [k for k in found.findings.links if k.type is ClaimType.RESPONSE]
    return [(by_id[k.source], by_id[k.target]) for k in links]


def add_cue(file: Path, cue: str) -> None:
    """Add a wording, tag and all, to the group that calls a measure a response."""
    text = file.read_text("utf-8")
    head, group, rest = text.partition("cue:in_response a ")
    assert group
    file.write_text(head + group + rest.replace("tal:cue ", f"tal:cue {cue}, ", 1), "utf-8")


@pytest.mark.parametrize("cue", ["in a mirror move", "in a copycat-like step", "as a quid pro quo"])
def test_a_new_cue_is_one_line_of_turtle(read: Read, ontology: Path, cue: str) -> None:
    text = TEXT.format(cue.capitalize())
    assert responses(read(text)) == []
    add_cue(ontology / "link-cues.ttl", f'"{cue}"@en')
    cues.cache_clear()
    assert responses(read(text)) == [("Peru", "Chile")]


def test_the_name_of_a_newspaper_is_no_cue(read: Read) -> None:
    text = "Chile expelled two Peruvian diplomats. Peru expelled a Chilean, the Mirror reported."
    assert responses(read(text)) == []


def test_a_cue_of_another_language_is_not_read(read: Read, ontology: Path) -> None:
    add_cue(ontology / "link-cues.ttl", '"im gegenzug"@de')
    assert responses(read(TEXT.format("Im Gegenzug"))) == []
    assert [c.text for c in read_cues("de")] == ["im gegenzug"]


def test_a_group_that_no_rule_knows_is_an_error(ontology: Path) -> None:
    file = ontology / "link-cues.ttl"
    file.write_text(file.read_text("utf-8").replace('"verb back"', '"adverb"'), "utf-8")
    with pytest.raises(ValueError, match="adverb"):
        list(read_cues())


def test_every_position_has_cues() -> None:
    assert {cue.position for cue in read_cues()} == set(Position)
    assert {cue.links for cue in read_cues()} == set(ClaimType)


def test_no_cue_is_hidden_behind_another_of_its_position() -> None:
    found = [c for c in read_cues() if c.position is Position.SENTENCE]
    hidden = [
        (one.text, other.text)
        for one in found
        for other in found
        if one != other and one.links is other.links and other.text in one.text
    ]
    assert hidden == []


def test_no_cue_stands_twice_at_one_position() -> None:
    found = [(c.text, c.links, c.position, c.order) for c in read_cues()]
    assert len(set(found)) == len(found)


def test_a_cue_is_written_as_people_write_and_found_as_the_parser_splits() -> None:
    assert tokens("Tit-for-tat") == "tit - for - tat"
    assert tokens("in the other's wake") == "in the other 's wake"


def test_cues_of_most_words_come_first() -> None:
    lengths = [len(c.text.split()) for c in cues(ClaimType.RESPONSE, Position.BETWEEN)]
    assert lengths == sorted(lengths, reverse=True)


def test_a_verb_that_needs_its_antecedent_said_is_left_out_of_the_bare_ones() -> None:
    bare = cue_words(ClaimType.RESPONSE, Position.VERB, bare=True)
    assert bare == {"respond", "retaliate", "reply", "reciprocate"}
    assert cue_words(ClaimType.RESPONSE, Position.VERB) == bare | {"act", "react"}


def test_a_cue_of_a_sentence_may_be_part_of_a_word() -> None:
    cue = Cue("retaliat", ClaimType.RESPONSE, Position.SENTENCE)
    assert found_in("peru retaliated on monday", [cue]) is cue
    assert found_in("peru replied on monday", [cue]) is None


@pytest.mark.parametrize("words", ["a tass correspondent reported", "the corresponding article"])
def test_a_cue_within_a_word_is_none(words: str) -> None:
    assert found_in(words, cues(ClaimType.RESPONSE, Position.SENTENCE)) is None


def test_a_summons_in_relation_to_sanctions_responds_to_them(analysed: Analysed) -> None:
    text = (
        "Russia summoned the US ambassador, who left without comment, a correspondent reported. "
        "He had been summoned in relation to Washington's new sanctions against Moscow."
    )
    links = analysed(text).links
    assert [(k.source.type, k.target.type) for k in links] == [("summons", "sanction")]
