"""Joint incidents, of which the text also reports what each of the agents did."""

from talion.extract.incidents.joint_events import split_joint_events
from talion.extract.incidents.within_document import merge

from tests.extract.incidents.conftest import Made


def test_a_joint_incident_gives_way_to_what_each_agent_did(mention: Made) -> None:
    incidents, _ = merge(
        [
            mention(1, "Peru", "Chile", count=2),
            mention(11, "Bolivia", "Chile", count=3),
            mention(21, "Peru Bolivia", "Chile", count=5, date="2021-05-10"),
        ]
    )
    kept, together = split_joint_events(incidents)
    assert [(i.agents.states, i.count, i.date) for i in kept] == [
        (("Peru",), 2, "2021-05-10"),
        (("Bolivia",), 3, "2021-05-10"),
    ]
    assert together == [kept]


def test_a_joint_incident_stays_where_one_agent_alone_is_reported_beside_it(mention: Made) -> None:
    incidents, _ = merge(
        [
            mention(1, "Peru", "Chile", count=2),
            mention(21, "Peru Bolivia", "Chile", count=5),
        ]
    )
    kept, together = split_joint_events(incidents)
    assert [i.agents.states for i in kept] == [("Peru",), ("Peru", "Bolivia")]
    assert together == []


def test_two_kinds_of_incident_are_no_joint_one(mention: Made) -> None:
    incidents, _ = merge(
        [
            mention(1, "Peru", "Chile", "recall"),
            mention(11, "Bolivia", "Chile", "recall"),
            mention(21, "Peru Bolivia", "Chile", count=5),
        ]
    )
    assert split_joint_events(incidents) == (incidents, [])
