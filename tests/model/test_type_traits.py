"""What follows from the nature of a type, and from what its incidents are done to."""

import pytest
from talion.model.type_traits import DoneTo, Nature, TypeTraits


@pytest.mark.parametrize(
    ("nature", "announced", "punishes"),
    [
        (Nature.MEASURE, True, True),
        (Nature.UTTERANCE, True, False),
        (Nature.PROCEEDING, False, True),
        (Nature.DEED, False, False),
    ],
)
def test_who_announces_and_what_may_punish(nature: Nature, announced: bool, punishes: bool) -> None:
    traits = TypeTraits(nature=nature)
    assert (traits.is_announced, traits.punishes) == (announced, punishes)
    assert [traits.is_measure, traits.is_deed, traits.is_proceeding, traits.is_utterance] == [
        nature is n for n in (Nature.MEASURE, Nature.DEED, Nature.PROCEEDING, Nature.UTTERANCE)
    ]


@pytest.mark.parametrize("done_to", list(DoneTo))
def test_both_sides_of_what_is_announced_are_states_unless_it_hits_civilians(
    done_to: DoneTo,
) -> None:
    measure = TypeTraits(nature=Nature.MEASURE, done_to=done_to)
    assert measure.is_bilateral_measure == (done_to is not DoneTo.CIVILIANS)
    assert not TypeTraits(nature=Nature.DEED, done_to=done_to).is_bilateral


def test_what_is_done_to_persons_does_not_say_whose_they_are() -> None:
    personal = {d for d in DoneTo if TypeTraits(done_to=d).is_personal}
    assert personal == {DoneTo.ENVOYS, DoneTo.OWN_ENVOYS, DoneTo.PERSONS, DoneTo.CIVILIANS}
