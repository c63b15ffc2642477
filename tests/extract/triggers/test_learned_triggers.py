from collections.abc import Callable

import numpy as np
import pytest
from talion.extract.analysis import Analysis
from talion.extract.triggers.candidate_words import CandidateWords, NamedTokens
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Frame, FrameKind
from talion.extract.triggers.learned_triggers import with_learned
from talion.extract.triggers.trigger_model import TriggerModel
from talion.extract.triggers.word_families import word_families

from tests.extract.conftest import Build
from tests.extract.triggers.test_candidate_words import SENT_AWAY

KINDS = frozenset({"expulsion"})
Analysed = Callable[[str], Analysis]


def model(**weights: float) -> TriggerModel:
    names = [name.replace("_", " ") for name in weights]
    table = np.array([[0.0, w] for w in weights.values()])
    return TriggerModel.of(("", "expulsion"), names, table)


def words(build: Build) -> CandidateWords:
    return CandidateWords(build(*SENT_AWAY), NamedTokens(), word_families())


def test_a_word_that_the_weights_find_likely_is_a_trigger_with_its_objects(build: Build) -> None:
    always = model(lemma_send=3.0, tag_NNS=-9.0)
    (found,) = with_learned(words(build), [], always, 0.5, KINDS)
    assert (found.i, found.type, found.objects, found.learned) == (1, "expulsion", (3,), True)
    assert 0.9 < found.chance < 1


def test_an_unlikely_word_is_none(build: Build) -> None:
    never = model(lemma_send=-3.0, tag_NNS=-9.0)
    assert with_learned(words(build), [], never, 0.5, KINDS) == []


def test_a_type_that_the_ontology_does_not_have_is_not_reported(build: Build) -> None:
    always = model(lemma_send=3.0)
    assert with_learned(words(build), [], always, 0.5, frozenset()) == []


def test_what_the_lexicon_knows_keeps_its_frame_and_is_not_added_again(build: Build) -> None:
    frame = Frame("expulsion", "send <envoy> +away", FrameKind.VERB, ("send",))
    known = [Trigger(1, frame, (3,))]
    always = model(lemma_send=3.0, tag_NNS=3.0)
    (found,) = with_learned(words(build), known, always, 0.5, KINDS)
    assert (found.frame, found.learned) == (frame, False)
    assert 0.9 < found.chance < 1


def test_the_chance_of_a_word_is_the_mean_of_that_by_the_weights_and_by_the_encoder(
    build: Build,
) -> None:
    even = model(lemma_send=0.0, tag_NNS=-9.0)
    for encoded, chance in (({1: {"expulsion": 0.9}}, 0.7), ({1: {}}, 0.5), ({}, 0.5)):
        (found,) = with_learned(words(build), [], even, 0.5, KINDS, encoded)
        assert (found.i, round(found.chance, 6)) == (1, chance)
    unlikely = {1: {"expulsion": 0.1}, 3: {"expulsion": 0.1}}
    assert with_learned(words(build), [], even, 0.5, KINDS, unlikely) == []


@pytest.mark.parametrize(
    "text",
    [
        "Austria stopped short of expelling the Russian ambassador.",
        "Peru accused Chile of a cyberattack.",
        "Peru protested against the closure of its embassy by Chile.",
        "Peru condemned Chile for the closure of its embassy.",
    ],
)
def test_a_verb_that_leads_to_a_trigger_is_none(analysed: Analysed, text: str) -> None:
    assert all(not m.trigger.learned for i in analysed(text).incidents for m in i.mentions)
