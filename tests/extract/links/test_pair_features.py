"""What speaks for and against a link: the features of a pair of incidents."""

from collections.abc import Callable

from talion.extract.analysis import Analysis
from talion.extract.links.cued_links import cued_links
from talion.extract.links.pair import pair_of
from talion.extract.links.pair_features import PairFeatures, carried

Analysed = Callable[..., Analysis]


def features(said: Analysis, response: int, antecedent: int) -> list[str]:
    rules = {
        (k.type, id(k.source), id(k.target)): k.rule
        for k in cued_links(said.context, said.incidents, [])
    }
    found = PairFeatures(said.context.parse, said.incidents, rules)
    return found.of(pair_of(said.incidents[response], said.incidents[antecedent]))


def test_words_between_two_mentions_are_features_with_their_order(analysed: Analysed) -> None:
    said = analysed("Peru expelled a Chilean diplomat in retaliation for Chile's closure of a consulate of Peru.")  # fmt: skip  # noqa: E501
    found = features(said, 0, 1)
    assert "reprisal between, response first" in found
    assert "one sentence, response first" in found
    assert "reprisal between, antecedent first" in features(said, 1, 0)


def test_the_rule_that_found_a_link_is_a_feature(analysed: Analysed) -> None:
    said = analysed("Chile expelled two Peruvians. In response, Peru expelled two Chileans.")
    assert "rule IMPLICIT_ANTECEDENT" in features(said, 1, 0)
    assert "rule the other way" in features(said, 0, 1)


def test_a_sentence_that_refers_back_is_a_feature(analysed: Analysed) -> None:
    said = analysed(
        "Peru expelled two Chilean diplomats on Tuesday. This came after Chile closed the "
        "Peruvian consulate."
    )
    assert "antecedent refers back, cue" in features(said, 0, 1)


def test_the_last_provocation_before_a_response_is_a_feature(analysed: Analysed) -> None:
    said = analysed(
        "Chile closed the Peruvian embassy. Chile expelled two Peruvian diplomats. In reply Peru "
        "expelled two Chilean diplomats."
    )
    assert "last provocation before" in features(said, 2, 1)
    assert "last provocation before" not in features(said, 2, 0)


def test_sides_and_dates_alone_carry_no_link(analysed: Analysed) -> None:
    said = analysed(
        "Chile expelled two Peruvians on Monday. Peru expelled two Chileans on Tuesday."
    )
    assert not carried(features(said, 1, 0))
    said = analysed("Chile expelled two Peruvians. In kind, Peru expelled two Chileans.")
    assert carried(features(said, 1, 0))
