from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity.coincidence import Level
from talion.reciprocity.connected import connected
from talion.reciprocity.coordination import close_in_time, reported_together
from talion.reciprocity.event import Event
from talion.reciprocity.history import History

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def test_parts_of_one_action_against_one_side_belong_together(
    make_event: MakeEvent, written: Write
) -> None:
    events = [make_event("a", "nl", "ru"), make_event("b", "uk", "ru"), make_event("c", "us", "be")]
    history = written(events, parts="a<b c<b")
    assert list(reported_together(history, events)) == [("a", "b")]


def test_stated_responses_to_one_event_belong_together_within_two_months(
    make_event: MakeEvent, written: Write
) -> None:
    events = [
        make_event("poison", "ru", "uk", "2018-03-04"),
        make_event("a", "nl", "ru", "2018-03-26"),
        make_event("b", "be", "ru", "2018-04-20"),
        make_event("late", "us", "ru", "2018-08-01"),
    ]
    history = written(events, "a<poison", "b<poison", "late<poison")
    assert list(reported_together(history, events)) == [("a", "b")]


def test_events_of_one_type_follow_each_other_by_a_gap_of_days(make_event: MakeEvent) -> None:
    events = [
        make_event("a", "nl", "ru", "2018-03-01"),
        make_event("b", "be", "ru", "2018-03-04"),
        make_event("c", "us", "ru", "2018-03-20"),
        make_event("other", "uk", "ru", "2018-03-02", kind="threat"),
        make_event("vague", "fi", "ru", "2018-03"),
    ]
    assert list(close_in_time(events, gap=5)) == [("a", "b")]


def test_without_other_events_of_the_type_coincidence_is_unknown(make_event: MakeEvent) -> None:
    wave = [make_event("a", "nl", "ru", "2018-03-01"), make_event("b", "be", "ru", "2018-03-02")]
    assert Level(wave).coincidence(wave, "ru") == (None, None)
    more = [*wave, make_event("c", "us", "ru", "2018-12-31")]
    expected, chance = Level(more).coincidence(wave, "ru")
    assert expected is not None
    assert abs(expected - 2 / 304) < 1e-12  # one other in 306 − 2 days, over two days
    assert chance is not None
    assert chance < 1e-4


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_what_pairs_join_is_in_one_set_and_every_member_in_one_only(
    pairs: list[tuple[str, str]],
) -> None:
    groups = connected(pairs)
    assert sum(map(len, groups)) == len(set().union(*groups))
    home = {ident: group for group in groups for ident in group}
    assert all(home[one] is home[other] for one, other in pairs)
    assert set(home) == {ident for pair in pairs for ident in pair}
