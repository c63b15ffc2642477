"""What people read of an incident: the deed with its count, and a note on its status."""

from talion.model.incident import IncidentType, Status

EXPULSION = IncidentType("expulsion", "expulsion", "", 0.5, "expelled")
SUMMONS = IncidentType(
    "summons", "summons", "", 0.1, None, one="summons of an envoy", several="summons of {} envoys"
)


def test_a_deed_is_told_with_its_count() -> None:
    assert [EXPULSION.deed(n) for n in (None, 0, 1, 10)] == [
        "expulsion", "expulsion of 0", "expulsion of 1", "expulsion of 10",
    ]  # fmt: skip


def test_a_type_may_have_words_of_its_own_for_one_and_for_several() -> None:
    assert [SUMMONS.deed(n) for n in (None, 1, 2)] == [
        "summons", "summons of an envoy", "summons of 2 envoys",
    ]  # fmt: skip


def test_the_status_with_most_certainty_comes_first_and_needs_no_note() -> None:
    assert [s.note for s in Status] == ["", "alleged", "expected"]
