"""How likely a mention repeats an incident."""

from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.incidents.mention_similarity import agreement, similarity
from talion.extract.incidents.within_document import merge

from tests.extract.incidents.conftest import Made


def cluster(mention: Made, **slots: object) -> EventCluster:
    ((found,), _) = merge([mention(1, "Peru", "Chile", **slots)])
    return found


def test_parties_agree_by_a_shared_state_and_leave_open_what_is_unknown() -> None:
    assert agreement(Party(("Peru",)), Party(("Peru", "Chile"))) == 1
    assert agreement(Party(("Peru",)), Party()) == 0
    assert agreement(Party(("Peru",)), Party(("Chile",))) is None


def test_the_same_count_makes_a_mention_likelier(mention: Made) -> None:
    incident = cluster(mention, count=2)
    same = similarity(incident, mention(11, "Peru", "Chile", count=2))
    unknown = similarity(incident, mention(11, "Peru", "Chile"))
    assert same > unknown > 0


def test_a_nearer_mention_is_likelier(mention: Made) -> None:
    incident = cluster(mention)
    near, far = (similarity(incident, mention(i, "Peru", "Chile")) for i in (11, 91))
    assert near > far > 0


def test_another_type_party_count_or_time_is_no_repetition(mention: Made) -> None:
    incident = cluster(mention, count=2, date="2021-05-10")
    others = (
        mention(11, "Peru", "Chile", "recall"),
        mention(11, "Bolivia", "Chile"),
        mention(11, "Peru", "Chile", count=3),
        mention(11, "Peru", "Chile", date="2021-04"),
    )
    assert [similarity(incident, other) for other in others] == [0, 0, 0, 0]
