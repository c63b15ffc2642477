"""Within-document event coreference: which mentions are of one incident."""

from talion.extract.incidents.within_document import merge
from talion.extract.rules import Rejection

from tests.extract.incidents.conftest import Made


def test_what_is_reported_twice_is_one_incident_with_the_slots_of_both(mention: Made) -> None:
    (found,), left = merge(
        [mention(1, "Peru", "Chile", count=2), mention(21, "Peru", "Chile", date="2021-05")]
    )
    assert (found.count, found.date, left) == (2, "2021-05", [])


def test_another_count_is_another_incident(mention: Made) -> None:
    found, _ = merge([mention(1, "Peru", "Chile", count=2), mention(21, "Peru", "Chile", count=5)])
    assert [i.count for i in found] == [2, 5]


def test_the_diplomat_may_be_one_of_several(mention: Made) -> None:
    found, _ = merge(
        [mention(1, "Peru", "Chile", count=2), mention(21, "Peru", "Chile", count=1, soft=True)]
    )
    assert [i.count for i in found] == [2]


def test_another_year_is_another_incident(mention: Made) -> None:
    mentions = [
        mention(1, "Peru", "Chile", date="2021-05"),
        mention(21, "Peru", "Chile", date="2018"),
    ]
    assert len(merge(mentions)[0]) == 2


def test_the_expulsions_that_name_no_side_repeat_the_last_one(mention: Made) -> None:
    (found,), left = merge([mention(1, "Peru", "Chile", count=2), mention(21, weak=True)])
    assert (len(found.mentions), left) == (2, [])


def test_a_mention_that_repeats_nothing_is_left_with_the_reason(mention: Made) -> None:
    found, left = merge([mention(1, weak=True)])
    assert found == []
    assert left[0][1] is Rejection.NO_ANTECEDENT


def test_another_one_without_parties_has_those_of_the_one_before(mention: Made) -> None:
    found, _ = merge(
        [mention(1, "Peru", "Chile", count=5), mention(21, weak=True, count=3, date="2018")]
    )
    assert [(i.agents.states, i.count, i.date) for i in found] == [
        (("Peru",), 5, None),
        (("Peru",), 3, "2018"),
    ]


def test_a_report_outweighs_a_claim_and_a_plan(mention: Made) -> None:
    kind = {"kind": "espionage"}
    (found,), _ = merge(
        [
            mention(1, "Peru", "Chile", status="alleged", **kind),
            mention(21, "Peru", "Chile", **kind),
        ]
    )
    assert found.status == "reported"
