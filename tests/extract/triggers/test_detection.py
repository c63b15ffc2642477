from talion.extract.triggers.detection import find_triggers
from talion.extract.triggers.lexicon import lexicon

from tests.extract.conftest import Build, Row

EXPELLED: tuple[Row, ...] = (
    ("Peru", "Peru", "NNP", "PROPN", "nsubj", 1),
    ("expelled", "expel", "VBD", "VERB", "ROOT", 1),
    ("two", "two", "CD", "NUM", "nummod", 3),
    ("diplomats", "diplomat", "NNS", "NOUN", "dobj", 1),
)


def test_a_verb_with_an_envoy_as_object_is_an_expulsion(build: Build) -> None:
    (found,) = find_triggers(build(*EXPELLED), lexicon())
    assert (found.i, found.type, found.objects) == (1, "expulsion", (3,))


def test_a_verb_with_a_civilian_as_object_is_a_deportation(build: Build) -> None:
    rows = (*EXPELLED[:3], ("journalists", "journalist", "NNS", "NOUN", "dobj", 1))
    (found,) = find_triggers(build(*rows), lexicon())
    assert found.type == "deportation"


def test_to_be_expelled_from_a_party_is_none(build: Build) -> None:
    parse = build(
        ("He", "he", "PRP", "PRON", "nsubjpass", 2),
        ("was", "be", "VBD", "AUX", "auxpass", 2),
        ("expelled", "expel", "VBN", "VERB", "ROOT", 2),
        ("from", "from", "IN", "ADP", "prep", 2),
        ("the", "the", "DT", "DET", "det", 5),
        ("party", "party", "NN", "NOUN", "pobj", 3),
    )
    assert find_triggers(parse, lexicon()) == []


def test_a_minister_who_recalls_that_something_was_recalls_nobody(build: Build) -> None:
    parse = build(
        ("She", "she", "PRP", "PRON", "nsubj", 1),
        ("recalled", "recall", "VBD", "VERB", "ROOT", 1),
        ("that", "that", "IN", "SCONJ", "mark", 5),
        ("the", "the", "DT", "DET", "det", 4),
        ("envoy", "envoy", "NN", "NOUN", "nsubj", 5),
        ("left", "leave", "VBD", "VERB", "ccomp", 1),
    )
    assert [t.type for t in find_triggers(parse, lexicon())] == []


def test_a_particle_may_stand_behind_the_object(build: Build) -> None:
    parse = build(
        ("Peru", "Peru", "NNP", "PROPN", "nsubj", 1),
        ("kicked", "kick", "VBD", "VERB", "ROOT", 1),
        ("the", "the", "DT", "DET", "det", 3),
        ("envoy", "envoy", "NN", "NOUN", "dobj", 1),
        ("out", "out", "RP", "ADP", "prt", 1),
    )
    (found,) = find_triggers(parse, lexicon())
    assert found.type == "expulsion"


def test_a_verb_in_a_compound_adjective_is_no_trigger(build: Build) -> None:
    parse = build(
        ("so", "so", "RB", "ADV", "advmod", 2),
        ("-", "-", "HYPH", "PUNCT", "punct", 2),
        ("expelled", "expel", "VBN", "VERB", "amod", 3),
        ("diplomats", "diplomat", "NNS", "NOUN", "ROOT", 3),
    )
    assert find_triggers(parse, lexicon()) == []
