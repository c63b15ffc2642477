"""A link names its incidents, the sentence that carries it, and the rule that found it."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.links.candidate_link import LinkRule
from talion.extract.rules import Worded
from talion.model.claim import ClaimType

TEXT = "Chile expelled two Peruvian envoys. In response, Peru expelled two Chilean envoys."


def test_each_rule_has_words_of_its_own_for_people() -> None:
    said = [rule.value for rule in LinkRule]
    assert issubclass(LinkRule, Worded)
    assert len(set(said)) == len(said) == len(LinkRule.__members__)


def test_the_sentence_of_a_link_is_the_one_that_says_it(
    analysed: Callable[..., Analysis],
) -> None:
    (link,) = analysed(TEXT).links
    assert (link.type, link.sentence) == (ClaimType.RESPONSE, 1)
    assert link.source.agents.names == link.target.targets.names == ("Peru",)
    assert 0.5 < link.probability < 1


def test_a_link_cannot_be_changed_afterwards(analysed: Callable[..., Analysis]) -> None:
    (link,) = analysed(TEXT).links
    with pytest.raises(AttributeError):
        link.sentence = 0  # type: ignore[misc]
