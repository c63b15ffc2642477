"""The target of a deed: what an attack struck, which persons it names, where it happened."""

from tests.extract.conftest import Clusters


def test_the_subject_of_was_hit_by_is_what_the_attack_struck(incidents: Clusters) -> None:
    (one,) = incidents("Estonia was hit by a cyberattack.")
    assert one.targets.states == ("Estonia",)


def test_the_object_of_hit_is_what_the_attack_struck(incidents: Clusters) -> None:
    (one,) = incidents("A cyberattack hit Estonian banks.")
    assert one.targets.states == ("Estonia",)


def test_persons_named_after_including_are_the_targets(incidents: Clusters) -> None:
    (one,) = incidents("Belarus arrested two activists, including Maria Kolesnikova.")
    assert one.targets.others == ("Maria Kolesnikova",)


def test_the_place_is_the_target_where_no_other_is_named(incidents: Clusters) -> None:
    (one,) = incidents("Two dissidents were poisoned in Germany.")
    assert one.targets.states == ("Germany",)
