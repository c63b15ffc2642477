"""Events, responses, sources and findings in words, the same in every command."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from talion.model.claim import Basis
from talion.model.findings import Finding
from talion.model.incident import Status
from talion.model.overlaps import Total
from talion.model.type_traits import CountedAs
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag, Response
from talion.store.reference import relation_labels, traits_of

if TYPE_CHECKING:
    from rich.text import Text

_YEAR = 365.25

_UNITS = {CountedAs.MISSIONS: "mission", CountedAs.POSTS: "post", CountedAs.VICTIMS: "victim"}

_LINKS = {
    "in_response_to": ("is a response to", "drew the response"),
    "precedent_of": ("is a precedent for", "has the precedent"),
    "part_of": ("is part of", "has the part"),
}


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 incident`, `2,300 incidents`.

    >>> counted(1, "incident"), counted(2300, "incident"), counted(2, "party", "parties")
    ('1 incident', '2,300 incidents', '2 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `count, date and status`.

    >>> listed(["count", "date", "status"]), listed(["count"])
    ('count, date and status', 'count')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def when(event: Event) -> str:
    """Return the date of an event, or its time in a table without dates.

    >>> when(history.events["2022-03-29-expulsion-belgium-russia"])
    '2022-03-29'
    """
    if event.date is not None:
        return event.date.edtf
    return "undated" if event.time is None else f"{event.time:g}"


def names(history: History, ids: Iterable[str], most: int | None = None) -> str:
    """Return the names of some actors, `?` where none is reported; of many the first few.

    >>> names(history, ["netherlands", "belgium", "ireland"], most=2), names(history, [])
    ('Netherlands, 2 more', '?')
    """
    shown = [history.name(i) for i in ids]
    if most is not None and len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return ", ".join(shown) or "?"


def party(history: History, reported: Sequence[str], powers: Sequence[str]) -> str:
    """Return one party to an event, states first: `Russia (SVR)`.

    >>> party(history, ["aivd", "netherlands"], ["netherlands"])
    'Netherlands (AIVD)'
    """
    others = [i for i in reported if i not in powers]
    main = [i for i in powers if i in reported] or list(reported)
    beside = f" ({names(history, others)})" if others and main != list(reported) else ""
    return names(history, main) + beside


def what(history: History, event: Event) -> str:
    """Return what was done and to how many: `expulsion of 10`.

    >>> what(history, history.events["2022-03-29-expulsion-belgium-russia"])
    'expulsion of 21'
    """
    return history.describe(event)


def counted_of(kind: str, number: int) -> str:
    """Return a number of what a type of incident counts: `23 persons`, `10 posts`, `1 mission`.

    >>> counted_of("expulsion", 23), counted_of("closure", 1), counted_of("staff_cap", 10)
    ('23 persons', '1 mission', '10 posts')
    """
    counts = traits_of(kind).counts
    return f"{number:,} in all" if counts is None else counted(number, _UNITS.get(counts, "person"))


def events_words(total: Total) -> str:
    """Return how many events there are: `9 events`, `at least 6 events, up to 9 in 12 reports …`.

    >>> events_words(Total(9, 6, 12))
    'at least 6 different events, up to 9 in 12 reports that may overlap'
    """
    if total.different == total.incidents:
        return counted(total.incidents, "event")
    least = counted(total.different, "different event")
    return f"at least {least}, up to {total.incidents:,} in {_reports(total.reports)}"


def times_words(total: Total) -> str:
    """Return how many events of a type there are in a list: `9`, `6 to 9`.

    >>> times_words(Total(9, 6, 12)), times_words(Total(9, 9, 12))
    ('6 to 9', '9')
    """
    most = f"{total.incidents:,}"
    return most if total.different == total.incidents else f"{total.different:,} to {most}"


def sum_words(kind: str, total: Total) -> str:
    """Return what the counts of events of a type add up to; nothing where none has one.

    >>> sum_words("expulsion", Total(2, 1, 2, counted=2, least=60, most=108, counting=2))
    'at least 60 persons, up to 108 in 2 reports that may overlap'
    >>> sum_words("expulsion", Total(2, 2, 2, counted=1, least=60, most=60, counting=1))
    '60 persons, 1 without a number'
    """
    if not total.counted or not total.adds:
        return ""
    words = counted_of(kind, total.least)
    if not total.exact:
        words = f"at least {words}, up to {total.most:,} in {_reports(total.counting)}"
    without = max(total.incidents - total.counted, 0)
    return f"{words}, {without:,} without a number" if without else words


def _reports(number: int) -> str:
    return f"{number:,} reports that may overlap"


def status_words(status: str) -> str:
    """Return ` (alleged)` or ` (expected)`, nothing for an event that is reported as done.

    >>> status_words(Status.PROSPECTIVE), status_words(Status.REPORTED)
    (' (expected)', '')
    """
    note = Status(status).note
    return f" ({note})" if note else ""


def sure_words(confidence: float | None) -> str:
    """Return how sure it is that something was read right: `72% sure`; nothing where it is certain.

    >>> sure_words(0.715), sure_words(0.999), sure_words(None)
    ('72% sure', '99% sure', '')
    """
    return "" if confidence is None else f"{min(max(round(100 * confidence), 1), 99)}% sure"


def event_line(history: History, event: Event) -> "Text":
    """Return `Netherlands → Russia: expulsion of 2 (alleged), 72% sure`.

    >>> print(event_line(history, history.events["2022-03-29-expulsion-belgium-russia"]))
    Belgium → Russia: expulsion of 21...
    """
    from rich.text import Text

    line = Text()
    line.append(party(history, event.agents, event.by), "bold")
    line.append(" → ")
    line.append(party(history, event.targets, event.against), "bold")
    line.append(": ").append(what(history, event), "cyan")
    line.append(status_words(event.status), "yellow")
    if event.disputed:
        line.append(f" [reports disagree on {listed(event.disputed)}]", "yellow")
    if event.confidence is not None:
        line.append(f", {sure_words(event.confidence)}", "dim")
    if not event.evidence and event.reports > 1:
        line.append(f"  {counted(event.reports, 'report')}", "dim")
    return line


def quote_line(evidence: Evidence, *, named: bool = True) -> "Text":
    r"""Return `“the words” — The Daily Beast`, or the words alone.

    >>> print(quote_line(Evidence("a1", "two envoys\nleft", 0, 15, "Reuters")))
    “two envoys left” — Reuters
    """
    from rich.text import Text

    line = Text()
    line.append(f"“{flat(evidence.quote)}”", "italic")
    source = evidence.publisher or evidence.article
    return line.append(f" — {source}", "dim") if named else line


def source(evidence: Evidence) -> str:
    """Return the publisher and the date of an article; its id where no publisher is known.

    >>> source(Evidence("a1", "", 0, 0, "Reuters", "2018-03-26"))
    'Reuters, 2018-03-26'
    """
    date = f", {evidence.published}" if evidence.published else ""
    return f"{evidence.publisher or evidence.article}{date}"


def flat(text: str) -> str:
    r"""Return a text on one line.

    >>> flat("two envoys\n  left")
    'two envoys left'
    """
    return " ".join(text.split())


def lag_words(lag: Lag | None) -> str:
    """Return how long a response took: `the same day`, `16 days later`.

    Vague dates leave it open between two bounds, neither of them narrower than the dates.

    >>> lag_words(Lag(16, 16)), lag_words(Lag(0, 211)), lag_words(None)
    ('16 days later', '0 to 211 days later', '')
    >>> lag_words(Lag(20, 1000)), lag_words(Lag(1000, 1500))
    ('20 days to 3 years later', '2 to 5 years later')
    """
    if lag is None:
        return ""
    if not lag.days:
        return f"{lag.least:.3g} time units later"
    if not lag.exact:
        return f"{_between(lag.least, lag.most)} later"
    if lag.least == 0:
        return "the same day"
    return f"{span(lag.least)} later"


def span(days: float) -> str:
    """Return a length of time: `1 day`, `16 days`, from two years on `5 years`.

    >>> span(1), span(16), span(5 * 365.25)
    ('1 day', '16 days', '5 years')
    """
    number, unit = (days // _YEAR, "year") if days >= 2 * _YEAR else (days, "day")
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def _between(least: float, most: float) -> str:
    """Return two bounds in days or years, the first rounded down, the second up."""
    years = most >= 2 * _YEAR
    upper = f"{ceil(most / _YEAR)} years" if years else span(most)
    if years is (least >= 2 * _YEAR) or not least:
        return f"{span(least).split(' ')[0]} to {upper}"
    return f"{span(least)} to {upper}"


def basis_words(responses: Sequence[Response]) -> str:
    """Return what a link rests on: `stated`, `stated, 64% sure`, or `inferred, p = 0.83`.

    >>> basis_words(history.responses[:1])
    'stated'
    """
    stated = [r for r in responses if r.stated]
    best = max(stated or responses, key=lambda r: r.certainty)
    if stated:
        return ", ".join(filter(None, (Basis.STATED.value, sure_words(best.confidence))))
    if best.reply is None or best.reply - best.certainty < 0.005:
        return f"inferred, p = {best.certainty:.2f}"
    return f"inferred, p = {best.reply:.2f}, to this event p = {best.certainty:.2f}"


def relation(name: str) -> str:
    """Return a relation between actors in the ontology's words: `retaliated against`.

    >>> relation("retaliatedAgainst")
    'retaliated against'
    """
    return relation_labels().get(name, name)


def link_words(kind: str, *, forward: bool = True) -> str:
    """Return how an incident is linked to another: `is a response to`, `drew the response`.

    >>> link_words("in_response_to"), link_words("in_response_to", forward=False)
    ('is a response to', 'drew the response')
    """
    return _LINKS[kind][0 if forward else 1] if kind in _LINKS else kind.replace("_", " ")


def finding_line(finding: Finding) -> str:
    """Return a finding on one line: type, parties, count, date, status.

    >>> finding_line(Finding("e1", "expulsion", Status.REPORTED, ("Peru",), ("Cuba",), 2, None, ""))
    'expulsion: Peru → Cuba, count 2, undated, reported'
    """
    parties = f"{', '.join(finding.agents) or '?'} → {', '.join(finding.targets) or '?'}"
    count = [f"count {finding.count}"] if finding.count is not None else []
    kind, date = finding.type.replace("_", " "), finding.date or "undated"
    return ", ".join([f"{kind}: {parties}", *count, date, finding.status])
