"""What was done and to how many, in the ontology's words."""

import pytest
from talion.store.reference import deed, incident_types


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        ("expulsion", None, "expulsion"),
        ("expulsion", 10, "expulsion of 10"),
        ("summons", 1, "summons of an envoy"),
        ("closure", 1, "closure of a mission"),
        ("closure", 3, "closure of 3 missions"),
        ("military_action", 298, "military action with 298 victims"),
    ],
)
def test_a_count_is_told_as_the_type_says(kind: str, count: int | None, words: str) -> None:
    assert deed(kind, count) == words


def test_a_type_of_other_data_is_told_by_its_name() -> None:
    assert deed("naval_visit", 2) == "naval visit of 2"
    assert deed("cameo:04", None, "talks") == "talks"


def test_words_for_one_and_for_several_go_together() -> None:
    assert all(bool(kind.one) is bool(kind.several) for kind in incident_types())
