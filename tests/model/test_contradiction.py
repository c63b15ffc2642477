"""Responses that the dates rule out, alone or together, against oracles that try every day."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.contradiction import came_before, conflict, parted
from talion.model.date import Date

SPANS = ["2018-01-30/2018-02-02", "2017/2018", "2017-12-30/2018-01-01"]
PLAIN = ["2018", "2018-01", "2018-02", "2018-01-31", "2018-02-01", "2017-12-31", "2019-01-01"]
DATES = st.sampled_from([*SPANS, *PLAIN]).map(Date)


def days(when: Date) -> set[date]:
    return {when.earliest + timedelta(n) for n in range(when.days())}


@given(DATES, DATES)
def test_a_response_is_ruled_out_where_no_choice_of_days_puts_it_after_its_antecedent(
    response: Date, antecedent: Date
) -> None:
    possible = max(days(response)) >= min(days(antecedent))
    assert came_before(response, antecedent) is not possible


@given(DATES)
def test_an_unknown_date_rules_nothing_out(known: Date) -> None:
    assert not came_before(known, None)
    assert not came_before(None, known)
    assert not came_before(None, None)


def test_only_responses_need_an_order_in_time() -> None:
    dates = {"late": Date("2018"), "early": Date("1986")}
    claims = [
        Claim(kind.value, kind, "early", "late", Basis.STATED)
        for kind in (ClaimType.RESPONSE, ClaimType.PRECEDENT, ClaimType.PART)
    ]
    allowed, ruled_out = parted(claims, dates)
    assert [c.type for c in allowed] == [ClaimType.PRECEDENT, ClaimType.PART]
    assert [c.type for c in ruled_out] == [ClaimType.RESPONSE]


NAMES = "abcde"
#: Some day of the first six of January, or no date at all.
NARROW = st.one_of(
    st.none(),
    st.tuples(st.integers(1, 6), st.integers(1, 6)).map(
        lambda ends: Date("/".join(f"2018-01-0{day}" for day in sorted(ends)))
    ),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Claim], dict[str, Date | None]]:
    """Some responses among five incidents, told with more or less certainty."""
    told = draw(
        st.lists(
            st.tuples(
                st.sampled_from(NAMES),
                st.sampled_from(NAMES),
                st.sampled_from([0.3, 0.6, None]),
                st.sampled_from([Basis.STATED, Basis.STATED, Basis.INFERRED]),
            ),
            max_size=8,
        )
    )
    claims = [
        Claim(f"x#{n}", ClaimType.RESPONSE, source, target, basis, confidence=sure)
        if basis == Basis.STATED
        else Claim(f"x#{n}", ClaimType.RESPONSE, source, target, basis, probability=sure, run="r")
        for n, (source, target, sure, basis) in enumerate(told)
    ]
    return claims, {name: draw(NARROW) for name in NAMES}


def has_days(claims: list[Claim], dates: dict[str, Date | None]) -> bool:
    """Try every choice of days for all incidents."""
    ends = sorted({end for c in claims for end in (c.source, c.target)})
    known = [dates[end] for end in ends]
    options = [range(1, 7) if d is None else range(d.earliest.day, d.latest.day + 1) for d in known]
    return any(
        all(chosen[c.source] >= chosen[c.target] for c in claims)
        for days_ in product(*options)
        for chosen in [dict(zip(ends, days_, strict=True))]
    )


@settings(deadline=None)
@given(stories())
def test_what_is_allowed_has_days_and_each_contradiction_has_none_beside_it(
    story: tuple[list[Claim], dict[str, Date | None]],
) -> None:
    claims, dates = story
    allowed, ruled_out = parted(claims, dates)
    assert sorted(c.id for c in (*allowed, *ruled_out)) == sorted(c.id for c in claims)
    assert has_days(allowed, dates)
    stated = [c for c in allowed if c.basis == Basis.STATED]
    for claim in ruled_out:
        beside = stated if claim.basis == Basis.STATED else allowed
        assert not has_days([*beside, claim], dates)
        first, *between, last = conflict(claim, allowed, dates)
        assert came_before(dates[last], dates[first])
        steps = list(zip((first, *between), (*between, last), strict=True))
        assert (claim.target, claim.source) in steps
        assert set(steps) <= {(c.target, c.source) for c in (*beside, claim)}


@given(stories())
def test_which_one_yields_does_not_depend_on_the_order_of_telling(
    story: tuple[list[Claim], dict[str, Date | None]],
) -> None:
    claims, dates = story
    assert {c.id for c in parted(claims, dates)[1]} == {
        c.id for c in parted(claims[::-1], dates)[1]
    }


def test_the_least_certain_of_a_circle_yields() -> None:
    dates = {"a": Date("2018-03-20"), "b": None, "c": Date("2018-03-17"), "d": None}
    for sure in ("ba", "cb"):
        claims = [
            Claim(
                f"x#{pair}",
                ClaimType.RESPONSE,
                pair[0],
                pair[1],
                Basis.STATED,
                confidence=0.9 if pair == sure else 0.6,
            )
            for pair in ("ba", "cb", "dc")
        ]
        allowed, (out,) = parted(claims, dates)
        assert out.id == ("x#cb" if sure == "ba" else "x#ba")
        assert [c.id for c in allowed] == [f"x#{sure}", "x#dc"]
