"""Relations of the seeds are explained by incidents that really join their two sides."""

from talion.store import View
from talion.store.reference import incident_types


def test_a_relation_is_explained_by_reported_incidents_between_its_sides(view: View) -> None:
    incidents = {incident.id: incident for incident in view.incidents()}
    relations = list(view.relations())
    assert relations
    implied = {kind.id: kind.relation for kind in incident_types()}
    for relation in relations:
        assert relation.incidents
        for incident in (incidents[ident] for ident in relation.incidents):
            assert incident.status.value == "reported"
            assert relation.subject in incident.agents
            assert relation.object in incident.targets
            if relation.name in implied.values():  # others follow from responses
                assert implied[incident.type] == relation.name


def test_no_relation_stands_twice(view: View) -> None:
    keys = [(r.subject, r.name, r.object) for r in view.relations()]
    assert len(keys) == len(set(keys))
