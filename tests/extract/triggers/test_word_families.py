from talion.extract.triggers.word_families import word_families

from tests.extract.conftest import Build


def test_a_word_is_of_the_families_of_its_use_as_verb_or_noun(build: Build) -> None:
    as_verb = build(("arms", "arm", "VBZ", "VERB", "ROOT", 0))
    as_noun = build(("attack", "attack", "NN", "NOUN", "ROOT", 0))
    families = word_families()
    assert families.of(as_verb, 0) == families.verbs["arm"]
    assert families.of(as_noun, 0) == families.nouns["attack"] != families.verbs["attack"]


def test_a_word_without_a_family_in_its_use_has_those_of_the_other(build: Build) -> None:
    ousting = build(("oust", "oust", "NN", "NOUN", "ROOT", 0))
    assert word_families().of(ousting, 0) == word_families().verbs["oust"]
    unknown = build(("zebra", "zebra", "NN", "NOUN", "ROOT", 0))
    assert word_families().of(unknown, 0) == frozenset()


def test_the_table_has_no_family_twice_and_topics_are_families_of_nouns() -> None:
    families = word_families()
    of_nouns = {f for found in families.nouns.values() for f in found}
    assert families.topics <= of_nouns
    assert "envoy" in families.topics
