"""Whether a date follows from the words of an article and its publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.gate.time_expressions import NamedTime, is_date, shifted, time_expressions
from talion.model.incident import Span

#: A day named in the text is the anchor of "the day after", "two days before".
_NEAR = (1, 2)


@dataclass(frozen=True)
class DateCheck:
    """The dates that can be read in one article."""

    evidence: ArticleEvidence

    @cached_property
    def _years(self) -> tuple[int, ...]:
        found = time_expressions(self.evidence.folded.text, "en", None)
        named = {int(d[:4]) for each in found for d in each.dates}
        return tuple(sorted(named))

    @cached_property
    def _months(self) -> frozenset[str]:
        evidence = self.evidence
        found = time_expressions(
            evidence.folded.text, evidence.language, evidence.published, self._years
        )
        return frozenset(d[:7] for each in found for d in each.dates if len(d) > 4)

    @cached_property
    def _all(self) -> frozenset[str]:
        """Every date that some words of the article, or its publication, can mean."""
        text = self.evidence.folded.text
        return self._dates(self._read(text)) | self._publication

    @cached_property
    def _publication(self) -> frozenset[str]:
        day = self.evidence.published
        if day is None:
            return frozenset()
        first = day.earliest.isoformat()
        exact = {first} if day.days() == 1 else set()
        return frozenset({*exact, first[:7], first[:4]} if day.days() < 32 else {first[:4]})

    @cached_property
    def _anchored(self) -> frozenset[str]:
        """The dates as far from one that the article names as it says of some other."""
        found = self._read(self.evidence.folded.text)
        apart = {(each.unit, abs(each.amount)) for each in found if each.relative and each.amount}
        apart |= {(0, n) for n in _NEAR if any(unit == 0 for unit, _ in apart)}
        named = sorted(self._all)
        exact = {
            d
            for unit, far in apart
            for day in named
            for step in (far, -far)
            for d in shifted(day, unit, step)
        }
        return frozenset(d[:n] for d in exact for n in (4, 7, 10))

    def _read(self, folded: str) -> tuple[NamedTime, ...]:
        evidence = self.evidence
        return time_expressions(
            folded, evidence.language, evidence.published, self._years, self._months
        )

    @staticmethod
    def _dates(found: Iterable[NamedTime]) -> frozenset[str]:
        return frozenset(d for each in found for d in each.all_dates())

    def check(self, incident: ProposedIncident, act: Span) -> Refusal | None:
        """Return why the date of an incident does not follow from the article; None if it does.

        The words quoted for the date decide where they name a time. Else a day that the quote of
        the act names must be the date; else any time of the article may be.

        >>> from talion.model.article import Article
        >>> article = Article("a", "On Monday Peru expelled two envoys.", published="2018-03-28")
        >>> check = DateCheck(ArticleEvidence(article))
        >>> act = check.evidence.folded.find("Peru expelled two envoys")
        >>> for date in ("2018-03-26", "2018-03", "2018-03-20"):
        ...     made = ProposedIncident("e1", "x", "reported", (), (), act.text, date=date)
        ...     reason = check.check(made, act)
        ...     print(reason.name if reason else "passes")
        passes
        passes
        TOO_PRECISE
        """
        wanted = incident.date
        if wanted is None:
            return None
        if not is_date(wanted):
            return Refusal.NO_DATE
        quoted = self.evidence.folded.find(incident.date_quote) if incident.date_quote else None
        if quoted is not None and (named := self._named(quoted, days_only=False)):
            return None if wanted in named else self._amiss(wanted, named)
        named = self._named(act, days_only=True)
        amiss = len(wanted) == 10 and named and wanted not in named | self._publication
        if amiss and not self._to_come(named):
            return self._amiss(wanted, named)
        if wanted in self._all or wanted in self._anchored:
            return None
        return Refusal.TOO_PRECISE if self.coarser(wanted) else Refusal.DATE_NOT_IN_TEXT

    def _named(self, span: Span, *, days_only: bool) -> frozenset[str]:
        """Return the dates that a span names; none where it names no time or a relative one."""
        found = self._read(fold_text(span.text))
        if any(each.relative for each in found):
            return frozenset()
        if days_only and not any(each.unit == 0 for each in found):
            return frozenset()
        return self._dates(found)

    def _to_come(self, named: frozenset[str]) -> bool:
        """Whether all days named lie after the publication: then they say when it takes effect."""
        day = self.evidence.published
        days = [d for d in named if len(d) == 10]
        return day is not None and all(d > day.latest.isoformat() for d in days)

    @staticmethod
    def _amiss(wanted: str, named: frozenset[str]) -> Refusal:
        finer = any(wanted[:n] in named for n in (7, 4) if n < len(wanted))
        days = any(len(d) >= len(wanted) for d in named)
        return Refusal.TOO_PRECISE if finer and not days else Refusal.DATE_NOT_IN_SPAN

    def coarser(self, wanted: str) -> str | None:
        """Return the month or year of a date, if the article names that.

        >>> from talion.model.article import Article
        >>> DateCheck(ArticleEvidence(Article("a", "In March 2018 Peru …"))).coarser("2018-03-09")
        '2018-03'
        """
        shorter = (wanted[:n] for n in (7, 4) if n < len(wanted))
        return next((d for d in shorter if d in self._all), None)
