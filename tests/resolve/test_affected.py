"""What a change can affect, against resolving everything again."""

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.model.date import Date
from talion.model.incident import Report, Span, Status
from talion.resolve.affected import affected_reports
from talion.resolve.cross_document import resolve_incidents
from talion.store.reference import gazetteer

_DATES = st.sampled_from([None, "2022", "2022-03", "2022-03-29", "2022-04", "2022-03-30"])
_SIDES = st.sampled_from([("belgium",), ("belgium", "ann-lee"), (), ("ann-lee",)])
_QUOTES = st.sampled_from(["expelled them all", "gave spies of the embassy two days to leave"])


def _report(
    article: str,
    number: int,
    count: int | None,
    date: str | None,
    agents: tuple[str, ...],
    quote: str,
) -> Report:
    when = Date(date) if date else None
    slots = Status.REPORTED, agents, ("russia",), count, when, Span(quote, 0, len(quote))
    return Report(f"{article}#e{number}", article, "expulsion", *slots)


_REPORTS = st.lists(
    st.builds(
        _report,
        st.sampled_from("abcd"),
        st.integers(1, 3),
        st.sampled_from([None, 1, 2, 3]),
        _DATES,
        _SIDES,
        _QUOTES,
    ),
    max_size=9,
    unique_by=lambda r: r.id,
)


def _groups(reports: list[Report]) -> set[tuple[str, ...]]:
    return {i.reports for i in resolve_incidents(reports, (), {}).incidents}


@given(_REPORTS, _REPORTS)
@settings(max_examples=100, deadline=None)
def test_what_is_not_affected_stays_and_what_is_needs_no_more_than_is_said(
    told: list[Report], other: list[Report]
) -> None:
    """Article d changes: it tells what `other` tells in its place."""
    rest = [r for r in told if r.article != "d"]
    old, new = ([r for r in reports if r.article == "d"] for reports in (told, other))
    before, after = _groups([*rest, *old]), _groups([*rest, *new])
    now = [(r, None) for r in (*rest, *new)]
    states = now, [(r, None) for r in old]
    found = affected_reports({r.id for r in (*old, *new)}, states, [], gazetteer())
    needed = [r for r in (*rest, *new) if r.id in found.needed]
    again = {group for group in _groups(needed) if group[0] in found.reports}
    kept = {group for group in before if group[0] not in found.reports}
    assert kept | again == after
