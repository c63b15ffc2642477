from talion.extract.triggers.candidate_words import CandidateWords, NamedTokens
from talion.extract.triggers.word_families import word_families

from tests.extract.conftest import Build, Row

SENT_AWAY: tuple[Row, ...] = (
    ("Peru", "Peru", "NNP", "PROPN", "nsubj", 1),
    ("sent", "send", "VBD", "VERB", "ROOT", 1),
    ("two", "two", "CD", "NUM", "nummod", 3),
    ("envoys", "envoy", "NNS", "NOUN", "dobj", 1),
    ("away", "away", "RB", "ADV", "advmod", 1),
)
PERU = NamedTokens({0: "country"}, {0: ("Peru",)})


def features(build: Build, *rows: Row, i: int, named: NamedTokens = PERU) -> set[str]:
    return set(CandidateWords(build(*rows), named, word_families()).features(i))


def test_verbs_nouns_and_participles_are_candidates(build: Build) -> None:
    words = CandidateWords(build(*SENT_AWAY), PERU, word_families())
    assert list(words.tokens()) == [1, 3]


def test_a_verb_is_known_by_its_family_with_that_of_its_object(build: Build) -> None:
    found = features(build, *SENT_AWAY, i=1)
    assert {"remove obj envoy", "remove sub NAMED country", "voice active"} <= found


def test_in_the_passive_the_doer_stands_after_by(build: Build) -> None:
    rows: tuple[Row, ...] = (
        ("Envoys", "envoy", "NNS", "NOUN", "nsubjpass", 2),
        ("were", "be", "VBD", "AUX", "auxpass", 2),
        ("ejected", "eject", "VBN", "VERB", "ROOT", 2),
        ("by", "by", "IN", "ADP", "agent", 2),
        ("Peru", "Peru", "NNP", "PROPN", "pobj", 3),
    )
    found = features(build, *rows, i=2, named=NamedTokens({4: "country"}, {4: ("Peru",)}))
    assert {"remove obj envoy", "remove sub NAMED country", "voice passive"} <= found


def test_a_word_unknown_to_the_families_still_has_its_arguments(build: Build) -> None:
    rows = (SENT_AWAY[0], ("zapped", "zap", "VBD", "VERB", "ROOT", 1), *SENT_AWAY[2:4])
    found = features(build, *rows, i=1)
    assert {"lemma zap", "obj envoy", "lemma zap obj envoy"} <= found


def test_features_do_not_depend_on_what_the_states_are_called(build: Build) -> None:
    chile = (("Chile", "Chile", "NNP", "PROPN", "nsubj", 1), *SENT_AWAY[1:])
    named = NamedTokens({0: "country"}, {0: ("Chile",)})
    assert features(build, *SENT_AWAY, i=1) == features(build, *chile, i=1, named=named)
