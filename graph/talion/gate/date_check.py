"""Whether a date follows from the words of an article and its publication."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from talion.gate.article_times import ArticleTimes, as_far_from
from talion.gate.evidence import ArticleEvidence
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.gate.time_expressions import NamedTime, is_date
from talion.model.date import Date
from talion.model.incident import Span, Status

#: An article that names so few days leaves no doubt which may be meant.
_FEW_DAYS = 6
#: "The day after", "a month earlier" name no number.
_BY_ONE = tuple(NamedTime(0, 0, frozenset(), unit, relative=True, amount=1) for unit in range(4))


@dataclass(frozen=True)
class DateCheck:
    """The dates that can be read in one article."""

    evidence: ArticleEvidence

    @cached_property
    def times(self) -> ArticleTimes:
        """The times that the article names."""
        return ArticleTimes(self.evidence)

    @cached_property
    def _publication(self) -> frozenset[str]:
        day = self.evidence.published
        if day is None:
            return frozenset()
        first = day.earliest.isoformat()
        exact = {first} if day.days() == 1 else set()
        return frozenset({*exact, first[:7], first[:4]} if day.days() < 32 else {first[:4]})

    def check(self, incident: ProposedIncident, act: Span) -> Refusal | None:
        """Return why the date of an incident does not follow from the article; None if it does.

        The words quoted for the date decide where they name a time; else a day that the quote of
        the act or its sentence names; else what is told around it: the times before it in its
        paragraph, the last day named before, the publication. What is reported is not to come.

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
        if incident.status == Status.REPORTED and self._is_to_come(wanted):
            return Refusal.AFTER_PUBLICATION
        quoted = self.evidence.folded.find(incident.date_quote) if incident.date_quote else None
        named, decides = self._stated(quoted, act)
        if wanted in named:
            return None
        return self._amiss(wanted, named, decides)

    def _is_to_come(self, wanted: str) -> bool:
        told = self.evidence.published
        return told is not None and Date(wanted).earliest > told.latest + timedelta(1)

    def _stated(self, quoted: Span | None, act: Span) -> tuple[frozenset[str], bool]:
        """Return the dates that may be meant, and whether the words quoted decide that."""
        if quoted is not None and (times := self.times.within(quoted)):
            return self.times.dates(times) | self._apart(times, act), True
        sentence = self.evidence.sentences(act)
        times = self.times.within(act)
        if any(map(self.times.is_day_of_deed, times)):
            return self.times.dates(times) | self._apart(times, act), True
        times = self.times.within(sentence)
        around = self.times.dates(times) | self._around(act)
        return around | self._apart(times, act), False

    def _around(self, act: Span) -> frozenset[str]:
        """Return the dates that are told around an act that has none of its own."""
        paragraph = self.evidence.paragraph(act)
        before = Span("", paragraph.start, act.start)
        last = self.evidence.sentences(act, before=1)
        intro = self.evidence.introduction(act)
        near = [before, last, self.evidence.next_sentence(act), *([intro] if intro else [])]
        found = [each for span in near for each in self.times.within(span)]
        found += self.times.last_day_before(act)
        if len(self.times.days) <= _FEW_DAYS:
            found += self.times.all
        return self.times.dates(found) | self._publication

    def _apart(self, times: tuple[NamedTime, ...], act: Span) -> frozenset[str]:
        """Return what lies as far from the times around an act as its words say."""
        folded = self.evidence.folded
        sentence = self.evidence.sentences(act)
        words = folded.text[slice(*folded.folded_bounds(sentence))]
        units = self.evidence.table.units
        near = [one for one, unit in zip(_BY_ONE, units, strict=True) if unit.search(words)]
        anchors = self._around(act) | self.times.dates(times)
        return as_far_from(anchors, [*times, *near])

    @staticmethod
    def _amiss(wanted: str, named: frozenset[str], decides: bool) -> Refusal:
        finer = any(wanted[:n] in named for n in (7, 4) if n < len(wanted))
        if finer and not (decides and any(len(d) >= len(wanted) for d in named)):
            return Refusal.TOO_PRECISE
        return Refusal.DATE_NOT_IN_SPAN if decides else Refusal.DATE_NOT_IN_TEXT

    def coarser(self, incident: ProposedIncident, act: Span) -> str | None:
        """Return the month or year of a date that is too precise, if the article names that."""
        wanted = incident.date or ""
        quoted = self.evidence.folded.find(incident.date_quote) if incident.date_quote else None
        named, _ = self._stated(quoted, act)
        return next((wanted[:n] for n in (7, 4) if n < len(wanted) and wanted[:n] in named), None)
