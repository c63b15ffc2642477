"""Waves: many states against one, told so or found so."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity import to_json
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import Wave, waves
from talion.store import View

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def ids(wave: Wave) -> list[str]:
    return [make_event.id for make_event in wave.events]


def test_states_that_expel_within_days_are_a_wave_with_the_responses_to_it(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("us", "us", "ru", "2018-03-26", count=60),
        make_event("nl", "nl", "ru", "2018-03-26", count=2),
        make_event("be", "be", "ru", "2018-03-29", count=1),
        make_event("back", "ru", "us", "2018-03-29", count=60),
        make_event("late", "fi", "ru", "2018-09-01"),
        make_event("before", "us", "ru", "2016-12-29"),
    ]
    [wave] = waves(written(listed, "back<us 0.9"))
    assert ids(wave) == ["us", "nl", "be"]
    assert (wave.target, wave.states, wave.total.least) == ("ru", ("us", "nl", "be"), 63)
    assert (wave.answered, [a.event for a in wave.responses]) == (1, ["back"])
    assert wave.antecedent is None
    assert wave.chance is not None
    assert wave.chance < 1e-4


def test_the_antecedent_is_what_most_of_them_respond_to(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("poison", "ru", "uk", "2018-03-04", kind="attack_on_person"),
        *(make_event(s, s, "ru", "2018-03-26") for s in ("us", "nl", "be")),
        make_event("other", "ru", "us", "2018-03-01"),
    ]
    [wave] = waves(written(listed, "us<poison", "nl<poison", "be<other 0.4"))
    assert wave.antecedent is not None
    assert wave.antecedent.id == "poison"
    assert wave.certainty == pytest.approx(2 / 3)


def test_a_weak_guess_is_no_cause(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event("guess", "ru", "us", "2018-03-01"),
        *(make_event(s, s, "ru", "2018-03-26") for s in ("us", "nl", "be")),
    ]
    [wave] = waves(written(listed, "us<guess 0.3"))
    assert wave.antecedent is None


def test_what_sources_tell_as_one_action_is_a_wave_without_dates(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [make_event(s, s, "ru") for s in ("us", "nl", "be")]
    [wave] = waves(written(listed, parts="nl<us be<us"))
    assert ids(wave) == ["us", "nl", "be"]
    assert wave.chance is None


def test_events_said_to_respond_to_one_antecedent_a_year_apart_are_no_wave(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [make_event("cause", "ru", "uk", "2018-03-04")]
    listed += [
        make_event(s, s, "ru", f"20{n}-03-26", kind=s)
        for n, s in ((18, "us"), (19, "nl"), (20, "be"))
    ]
    known = written(listed, "us<cause", "nl<cause", "be<cause")
    assert not waves(known)


def test_where_many_always_act_so_days_alone_make_no_wave(
    make_event: MakeEvent, written: Write
) -> None:
    states = ["us", "nl", "be", "uk"]
    listed = [
        make_event(
            f"{n}",
            states[n % 4],
            "ru",
            f"{2000 + n // 24}-{n // 2 % 12 + 1:02}-{n % 2 * 12 + 1:02}",
        )
        for n in range(240)
    ]
    found = waves(written(listed), gap=16)
    assert len(found) <= 1
    assert not waves(written(listed), gap=5)


def test_planned_events_are_in_no_wave(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event(s, s, "ru", "2018-03-26", status="prospective") for s in ("us", "nl", "be")
    ]
    assert not waves(written(listed))


def test_the_seeds_have_the_coordinated_expulsions_of_march_2022(view: View) -> None:
    known = read_history(view)
    [wave] = waves(known)
    assert wave.states == ("belgium", "czech-republic", "ireland", "netherlands")
    assert (wave.total.least, wave.total.most, wave.answered) == (43, 43, 4)
    assert wave.antecedent is not None
    assert wave.antecedent.type == "espionage"
    shown = json.loads(json.dumps(to_json.wave(known, wave)))
    assert shown["target"]["name"] == "Russia"


@given(
    printed=st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 30)), max_size=12),
    gap=st.integers(1, 6),
)
def test_waves_found_by_days_are_the_runs_without_a_longer_pause(
    make_event: MakeEvent, written: Write, printed: list[tuple[str, int]], gap: int
) -> None:
    listed = [
        make_event(str(n), state, "ru", f"2018-01-{day + 1:02}")
        for n, (state, day) in enumerate(printed)
    ]
    found = waves(written(listed), states=2, chance=2.0**60, gap=gap)
    runs: list[list[Event]] = []
    for it in sorted(listed, key=lambda a: a.time or 0):
        if runs and (it.time or 0) - (runs[-1][-1].time or 0) <= gap:
            runs[-1].append(it)
        else:
            runs.append([it])
    expected = {frozenset(a.id for a in r) for r in runs if len({a.by for a in r}) >= 2}
    assert {frozenset(ids(w)) for w in found} == expected
