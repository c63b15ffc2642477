"""A response that came before its antecedent, against an oracle that tries every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.contradiction import came_before, parted
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
