"""What the encoder makes of a text, by a network that is made up, and by the one that ships."""

import sys

import numpy as np
import pytest
from talion.errors import MissingExtraError
from talion.extract.encoder.choices import Choices, Distances
from talion.extract.encoder.encoded_text import EncodedText, SideShares
from talion.extract.encoder.encoder import SHIPPED, Encoder, shipped_encoder
from talion.extract.entities.noun_phrases import Party
from talion.model.article import Article

KINDS = ("", "expulsion", "summons")
READ = EncodedText(Choices(KINDS, {}), {3: (0.5, 0.3, 0.2)}, {}, [0], {})


def test_a_word_that_was_not_read_reports_nothing() -> None:
    assert (READ.chance(4, "expulsion"), READ.nothing(4), READ.chances(4)) == (0.0, 1.0, {})
    assert READ.sides(4, "expulsion") is None


def test_a_type_that_the_encoder_does_not_know_has_no_probability() -> None:
    assert (READ.chance(3, "eclipse"), READ.chance(3, "summons")) == (0.0, 0.2)


def test_the_types_of_a_word_are_without_that_of_none() -> None:
    assert READ.chances(3) == {"expulsion": 0.3, "summons": 0.2}


def test_a_party_has_the_probability_of_all_places_where_it_stands() -> None:
    shares = SideShares(0.25, 0.05, {0: 0.25, 4: 0.25, 9: 0.2})
    parties = {0: Party(("Peru",)), 4: Party(("Peru", "Chile")), 9: Party(("Cuba",))}
    assert shares.of(["Peru"], parties) == 0.5
    assert shares.of(["Bolivia"], parties) == 0
    assert shares.of([], parties) == 0.25
    assert shares.in_part(["Peru"], parties) == 0.375


def test_the_probabilities_of_each_choice_sum_to_one() -> None:
    choices = Choices.from_file(SHIPPED / "choices.npz")
    vectors = np.random.default_rng(1).normal(size=(5, 384)).astype(np.float32)
    assert choices.of_types(vectors, vectors).sum(1) == pytest.approx([1] * 5)
    far = Distances(np.arange(4), np.array([3, 3, 4, 6]))
    both = choices.of_sides(vectors[0], "expulsion", choices.places(vectors[1:]), far)
    assert [table.shape for table in both] == [(6,), (6,)]
    assert [table.sum() for table in both] == pytest.approx([1, 1])


def test_a_word_without_places_near_has_sides_that_are_unknown_or_elsewhere() -> None:
    choices = Choices.from_file(SHIPPED / "choices.npz")
    nowhere = Distances(np.zeros(0, np.intp), np.zeros(0, np.intp))
    word, places = np.ones(384, np.float32), choices.places(np.zeros((0, 384), np.float32))
    assert [t.sum() for t in choices.of_sides(word, "expulsion", places, nowhere)] == [1, 1]


def test_a_text_is_read_the_same_whatever_was_read_before() -> None:
    pytest.importorskip("onnxruntime")
    from talion.extract import extract

    plain = Article("a1", "Peru told two Cuban envoys to pack their bags.")
    first = extract(plain)
    extract(Article("a2", "Chile expelled a Bolivian envoy. " * 3))
    assert extract(plain) == first


def test_without_onnxruntime_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r"talion\[extract\]"):
        Encoder.from_folder(SHIPPED)


def test_the_types_of_the_encoder_are_those_of_the_ontology() -> None:
    from talion.store.reference import incident_types

    assert set(shipped_encoder().choices.types[1:]) <= {kind.id for kind in incident_types()}
