import numpy as np
from talion.extract.triggers.candidate_words import NamedTokens
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Frame, FrameKind
from talion.extract.triggers.learned_triggers import with_learned
from talion.extract.triggers.trigger_model import TriggerModel

from tests.extract.conftest import Build
from tests.extract.triggers.test_candidate_words import SENT_AWAY

KINDS = frozenset({"expulsion"})


def model(**weights: float) -> TriggerModel:
    names = [name.replace("_", " ") for name in weights]
    table = np.array([[0.0, w] for w in weights.values()])
    return TriggerModel.of(("", "expulsion"), names, table)


def test_a_word_that_the_weights_find_likely_is_a_trigger_with_its_objects(build: Build) -> None:
    always = model(lemma_send=3.0, tag_NNS=-9.0)
    (found,) = with_learned(build(*SENT_AWAY), [], NamedTokens(), always, 0.5, KINDS)
    assert (found.i, found.type, found.objects, found.learned) == (1, "expulsion", (3,), True)
    assert 0.9 < found.chance < 1


def test_an_unlikely_word_is_none(build: Build) -> None:
    never = model(lemma_send=-3.0, tag_NNS=-9.0)
    assert with_learned(build(*SENT_AWAY), [], NamedTokens(), never, 0.5, KINDS) == []


def test_a_type_that_the_ontology_does_not_have_is_not_reported(build: Build) -> None:
    always = model(lemma_send=3.0)
    assert with_learned(build(*SENT_AWAY), [], NamedTokens(), always, 0.5, frozenset()) == []


def test_what_the_lexicon_knows_keeps_its_frame_and_is_not_added_again(build: Build) -> None:
    frame = Frame("expulsion", "send <envoy> +away", FrameKind.VERB, ("send",))
    known = [Trigger(1, frame, (3,))]
    always = model(lemma_send=3.0, tag_NNS=3.0)
    (found,) = with_learned(build(*SENT_AWAY), known, NamedTokens(), always, 0.5, KINDS)
    assert (found.frame, found.learned) == (frame, False)
    assert 0.9 < found.chance < 1
