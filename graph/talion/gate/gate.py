"""A proposal against the article: what passes becomes findings, the rest is refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from talion.gate.count_check import check_count
from talion.gate.date_check import DateCheck
from talion.gate.direction_check import check_direction
from talion.gate.evidence import ArticleEvidence
from talion.gate.language_tables import DEFAULT, languages
from talion.gate.link_check import Accepted, check_link
from talion.gate.proposal import (
    Proposal,
    ProposedActor,
    ProposedIncident,
    ProposedLink,
    ProposedSide,
)
from talion.gate.refusal import Part, Refusal, Refused
from talion.gate.side_check import CheckedSide, check_side
from talion.gate.status_check import check_status
from talion.model.actor import ActorKind
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.findings import GREATEST_COUNT, Finding, Findings, Link, NamedActor
from talion.model.incident import IncidentType, Span, Status
from talion.model.slot_quotes import QuotedSlot, SlotQuote
from talion.store.reference import incident_types

#: A quote of an act has so many characters at most, and so many words at least.
_LONGEST, _FEWEST = 700, 2
#: Two quotes that share more than so much of the longer one are the same words.
_SAME_WORDS = 0.7


@dataclass(frozen=True, slots=True)
class PassedIncident:
    """An incident that passed, with the proposal it came from and the span of its quote."""

    finding: Finding
    act: Span
    proposed: ProposedIncident


@dataclass(frozen=True, slots=True)
class Admission:
    """What came of a proposal: findings with their incidents' spans, and what was refused.

    `links` and `actors` are those of the proposal whose ends and names may still pass.
    """

    findings: Findings
    passed: tuple[PassedIncident, ...]
    refused: tuple[Refused, ...]
    links: tuple[ProposedLink, ...] = ()
    actors: tuple[ProposedActor, ...] = ()


def admit(article: Article, proposal: Proposal) -> Admission:
    """Let pass what an article says of a proposal.

    A count or date that fails is left out of its incident, a party out of its side; a status that
    the words weaken is weakened. With type, quote, any other status, or the last party of a side
    the whole incident falls, and with it its links.
    Incidents keep the ids of the proposal.

    >>> article = Article("a", "Peru expelled two Cuban envoys.", published="2021-05-12")
    >>> made = ProposedIncident(
    ...     "e1", "expulsion", "reported", (ProposedSide("Peru"),), (ProposedSide("Cuba"),),
    ...     "Peru expelled two Cuban envoys", count=3, date="2021-05-12",
    ... )
    >>> found = admit(article, Proposal((made,)))
    >>> found.findings.incidents[0].count, [refused.reason.name for refused in found.refused]
    (None, ['COUNT_NOT_IN_TEXT'])
    """
    return _Gate(article).run(proposal)


class _Gate:
    """One run of the gate over one proposal."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.evidence = ArticleEvidence(article)
        self.dates = DateCheck(self.evidence)
        self.types: dict[str, IncidentType] = {kind.id: kind for kind in incident_types()}
        self.passed: list[PassedIncident] = []
        self.refused: list[Refused] = []
        self.actors: dict[str, NamedActor] = {}

    def run(self, proposal: Proposal) -> Admission:
        language = self.evidence.language
        if language not in languages():
            self._refuse("article", Part.LANGUAGE, language, Refusal.NO_WORDS, "")
        for incident in proposal.incidents:
            self._incident(incident)
        links = tuple(self._links(proposal.links))
        for actor in proposal.actors:
            self._actor(actor)
        findings = Findings(
            self.article.id,
            self.article.published if self._plain_date() else None,
            tuple(self.actors.values()),
            tuple(p.finding for p in self.passed),
            links,
        )
        return Admission(
            findings, tuple(self.passed), tuple(self.refused), proposal.links, proposal.actors
        )

    def _plain_date(self) -> bool:
        told = self.article.published or ""
        return len(told) in (4, 7, 10) and told[:4].isdigit()

    def _refuse(self, item: str, part: Part, said: object, reason: Refusal, quote: str) -> None:
        self.refused.append(Refused(item, part, str(said), reason, quote))

    def _incident(self, made: ProposedIncident) -> None:
        """Let one incident pass, or note why not."""
        act = self.evidence.folded.find(made.quote)
        reason = self._whole(made, act)
        if reason in _WEAKER and act is not None:
            self._refuse(made.id, Part.STATUS, made.status, reason, made.quote)
            made, reason = replace(made, status=_WEAKER[reason].value), None
        if reason is not None or act is None:
            reason = reason or Refusal.NOT_VERBATIM
            said = made.quote if act is None else f"{made.type}, {made.status}"
            part = Part.STATUS if reason in _OF_STATUS else Part.INCIDENT
            self._refuse(made.id, part, said, reason, made.quote)
            return
        agents = self._side(made, made.agents, Part.AGENT)
        targets = self._side(made, made.targets, Part.TARGET)
        if agents is None or targets is None or not (agents or targets):
            if agents is not None and targets is not None:
                self._refuse(made.id, Part.INCIDENT, made.type, Refusal.NO_SIDE, made.quote)
            return
        count, date = self._count(made, act), self._date(made, act)
        finding = Finding(
            id=made.id,
            type=made.type,
            status=Status(made.status),
            agents=tuple(dict.fromkeys(side.name for side in agents)),
            targets=tuple(dict.fromkeys(side.name for side in targets)),
            count=count,
            date=date,
            quote=act.text,
            gloss=None if self.evidence.language == DEFAULT else made.gloss,
            slot_quotes=tuple(self._slot_quotes(made, agents, targets, count, date)),
        )
        if self._repeats(finding, act):
            self._refuse(made.id, Part.INCIDENT, made.type, Refusal.REPEATED, made.quote)
            return
        for side in (*agents, *targets):
            self.actors.setdefault(side.name, NamedActor(side.name, side.kind))
        self.passed.append(PassedIncident(finding, act, made))

    def _whole(self, made: ProposedIncident, act: Span | None) -> Refusal | None:
        """Return why an incident falls as a whole, its sides aside."""
        if made.type not in self.types:
            return Refusal.UNKNOWN_TYPE
        if made.status not in [status.value for status in Status]:
            return Refusal.UNKNOWN_STATUS
        if act is None:
            return Refusal.NOT_VERBATIM
        if len(act.text.split()) < _FEWEST and len(act.text) < 12:
            return Refusal.TOO_SHORT
        if len(act.text) > _LONGEST or self.evidence.is_of_several_paragraphs(act):
            return Refusal.TOO_LONG
        if self.evidence.is_instruction(act):
            return Refusal.INSTRUCTION
        traits = self.types[made.type].traits
        swapped = check_direction(self.evidence, made, act, traits)
        return swapped or check_status(self.evidence, made, act, traits)

    def _side(
        self, made: ProposedIncident, sides: Sequence[ProposedSide], part: Part
    ) -> list[CheckedSide] | None:
        """Return the parties of one side that pass; None where some were named and none does."""
        kept: list[CheckedSide] = []
        for side in sides:
            checked = check_side(self.evidence, side)
            if isinstance(checked, Refusal):
                self._refuse(made.id, part, side.name, checked, side.quote or made.quote)
            else:
                kept.append(checked)
        return kept if kept or not sides else None

    def _count(self, made: ProposedIncident, act: Span) -> int | None:
        traits = self.types[made.type].traits
        if made.count is None or traits.counts is None or not 0 <= made.count <= GREATEST_COUNT:
            return None
        reason = check_count(self.evidence, made, act, traits)
        if reason is None:
            return made.count
        self._refuse(made.id, Part.COUNT, made.count, reason, made.count_quote or made.quote)
        return None

    def _date(self, made: ProposedIncident, act: Span) -> str | None:
        reason = self.dates.check(made, act)
        if reason is None or made.date is None:
            return made.date
        self._refuse(made.id, Part.DATE, made.date, reason, made.date_quote or made.quote)
        return self.dates.coarser(made, act) if reason is Refusal.TOO_PRECISE else None

    def _slot_quotes(
        self,
        made: ProposedIncident,
        agents: list[CheckedSide],
        targets: list[CheckedSide],
        count: int | None,
        date: str | None,
    ) -> Iterator[SlotQuote]:
        """Yield the words quoted for what passed, as the article has them."""
        for slot, sides in ((QuotedSlot.AGENTS, agents), (QuotedSlot.TARGETS, targets)):
            spans = {side.quote.text: None for side in sides if side.quote is not None}
            yield from (SlotQuote(slot, words) for words in spans)
        quoted = {
            QuotedSlot.COUNT: made.count_quote if count is not None else None,
            QuotedSlot.DATE: made.date_quote if date is not None else None,
            QuotedSlot.STATUS: made.status_quote,
        }
        for slot, words in quoted.items():
            span = self.evidence.folded.find(words) if words else None
            if span is not None:
                yield SlotQuote(slot, span.text)

    def _repeats(self, finding: Finding, act: Span) -> bool:
        """Whether an incident of this type and these parties with an overlapping quote passed."""
        for other in self.passed:
            known = other.finding
            if (known.type, known.agents, known.targets) != (
                finding.type,
                finding.agents,
                finding.targets,
            ):
                continue
            shared = min(act.end, other.act.end) - max(act.start, other.act.start)
            same_words = shared > _SAME_WORDS * max(len(act.text), len(other.act.text))
            counts = {known.count, finding.count} - {None}
            dates = {known.date, finding.date} - {None}
            same = len(counts) < 2 and len(dates) < 2
            told = known.count and finding.count and known.date and finding.date
            if same and (same_words or told):
                return True
        return False

    def _links(self, proposed: Iterable[ProposedLink]) -> Iterable[Link]:
        accepted = {p.finding.id: Accepted(p.finding, p.act) for p in self.passed}
        types = {kind.value: kind for kind in ClaimType}
        seen: set[tuple[str, str]] = set()
        for made in proposed:
            item = f"{made.source} → {made.target}"
            if made.type not in types:
                self._refuse(item, Part.LINK, made.type, Refusal.UNKNOWN_LINK, made.quote)
                continue
            checked = check_link(self.evidence, made, accepted)
            if not isinstance(checked, Refusal) and (made.source, made.target) in seen:
                checked = Refusal.REPEATED_LINK
            if isinstance(checked, Refusal):
                self._refuse(item, Part.LINK, made.type, checked, made.quote)
                continue
            seen.add((made.source, made.target))
            yield Link(types[made.type], made.source, made.target, checked.text)

    def _actor(self, made: ProposedActor) -> None:
        """Add an actor that speaks or takes part, if the article mentions it."""
        checked = check_side(self.evidence, ProposedSide(made.name))
        if isinstance(checked, Refusal):
            return
        known = self.evidence.names.known.actor(made.name) is not None
        kind = checked.kind if known else made.kind
        named = NamedActor(checked.name, kind)
        quote = self.evidence.folded.find(made.quote) if made.quote else None
        if kind == ActorKind.PERSON and made.office and quote is not None:
            state = check_side(self.evidence, ProposedSide(made.state)) if made.state else None
            home = state.name if isinstance(state, CheckedSide) else None
            named = replace(named, office=made.office, state=home, quote=quote.text)
        self.actors[checked.name] = named


_OF_STATUS = frozenset({Refusal.NOT_HEDGED, Refusal.NOT_TO_COME})
#: What the words say by which a stronger status is refused: the incident enters with that.
_WEAKER = {
    Refusal.HEDGED: Status.ALLEGED,
    Refusal.UNATTRIBUTED: Status.ALLEGED,
    Refusal.UNDECIDED: Status.PROSPECTIVE,
}
