import pytest
from talion.events.event_types import (
    UNKNOWN_SEVERITY,
    UNTYPED,
    is_known_type,
    named_type,
    severity_of,
    type_labels,
)
from talion.store.reference import incident_types


def test_every_type_is_named_by_its_id_and_its_label() -> None:
    for kind in incident_types():
        assert named_type(kind.id) == kind.id
        assert named_type(kind.label.upper()) == kind.id


def test_the_severity_of_an_incident_type_is_that_of_the_ontology() -> None:
    assert {k.id: severity_of(k.id) for k in incident_types()} == {
        k.id: k.severity for k in incident_types()
    }


@pytest.mark.parametrize(
    ("kind", "severity"), [("cameo:20", 1.0), ("cameo:07", 0.0), ("duel", UNKNOWN_SEVERITY)]
)
def test_other_types_have_the_severity_of_their_goldstein_value(kind: str, severity: float) -> None:
    assert severity_of(kind) == severity


def test_a_type_of_ones_own_is_unknown_and_has_no_label() -> None:
    assert not is_known_type("duel")
    assert is_known_type(UNTYPED)
    assert "duel" not in type_labels()
    assert type_labels()["cameo:11"] == "disapprove"
