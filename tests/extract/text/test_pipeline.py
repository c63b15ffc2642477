"""The installed pipeline: what it knows, and where its sentences begin."""

from collections.abc import Callable
from typing import Any

from talion.extract.text.cleaning import prepare
from talion.extract.text.pipeline import is_word, pipeline

Read = Callable[..., Any]


def test_a_word_that_was_parsed_is_no_word_of_english_for_that(read: Read) -> None:
    read("")  # skips where no pipeline is installed
    assert is_word("ambassador")
    pipeline()("The Zorblaxian ambassador left.")
    assert not is_word("Zorblaxian")


def test_a_broken_word_is_joined_whatever_was_read_before(read: Read) -> None:
    read("")
    broken = "Peru on Monday expelled two Quorblax-\nian diplomats."
    before = prepare(broken, is_word).text
    pipeline()("The Quorblaxian ambassador left.")
    assert prepare(broken, is_word).text == before


def test_no_sentence_runs_over_two_paragraphs(read: Read) -> None:
    read("")
    doc = pipeline()("Peru expelled an envoy\n\nChile protested.")
    assert [s.text.strip() for s in doc.sents] == ["Peru expelled an envoy", "Chile protested."]
