"""The reading of one article by a model: which requests it takes, and what their replies come to.

A reading has up to three rounds: the parts of the article are read; what the gate refuses is asked
again once, with the reasons; the incidents that stand are numbered and asked for links and for
those that are one, once more where that reply cannot be read. `next_step` is a function of the
article and the replies so far, so that a reading can stop anywhere, and go on, over a connection or
through files.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from talion.gate.gate import Admission, admit
from talion.gate.proposal import Proposal, ProposedIncident
from talion.gate.refusal import Part, Refusal, Refused
from talion.llm.article_parts import article_parts
from talion.llm.instruction import article_message, links_instruction, reading_instruction
from talion.llm.json_in_text import FoundJson, json_in
from talion.llm.model_request import ModelReply, ModelRequest, ModelSettings, Task
from talion.llm.reply_reading import proposal_of, same_groups
from talion.llm.same_incidents import joined
from talion.model.article import Article

#: The reply to a request, if there is one yet.
Lookup = Callable[[ModelRequest], ModelReply | None]
#: So many refusals of one article are given back to the model.
_ASKED_AGAIN = 40
#: What is added to the request for links where its first reply could not be read.
_ONCE_MORE = "\n\nA first reply to this was no whole JSON object. Reply with one."


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """What a reading needs next, and what it has come to so far.

    `admission` is what stands with the replies there are; with no `requests` left it is final.
    `unread` says which replies could not be read at all.
    """

    requests: tuple[ModelRequest, ...]
    admission: Admission
    unread: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether nothing more has to be asked."""
        return not self.requests


def instruction_hash() -> str:
    """Return a hash of the instructions, which changes with the ontology.

    >>> len(instruction_hash())
    16
    """
    return sha256((reading_instruction() + links_instruction()).encode()).hexdigest()[:16]


def next_step(article: Article, settings: ModelSettings, lookup: Lookup) -> ReadingStep:
    """Return what the reading of an article has come to, and the requests that it needs next.

    >>> article = Article("a", "Peru expelled two Cuban envoys.", published="2021-05-12")
    >>> step = next_step(article, ModelSettings("m"), lambda request: None)
    >>> [request.task.value for request in step.requests]
    ['read']
    """
    first = _first_round(article, settings, lookup)
    if first.requests:
        return first
    second = _second_round(article, settings, lookup, first)
    if second.requests:
        return second
    return _third_round(article, settings, lookup, second)


def _request(
    article: Article, settings: ModelSettings, task: Task, number: int, text: str, more: str = ""
) -> ModelRequest:
    shown = article_message(text, article.published, article.title, article.publisher)
    language = f"language: {article.language}\n" if article.language else ""
    user = f"{language}{shown}\n\n{more}" if more else f"{language}{shown}"
    return ModelRequest(article.id, task, number, user, settings)


def _first_round(article: Article, settings: ModelSettings, lookup: Lookup) -> ReadingStep:
    """Read the parts of an article."""
    parts = article_parts(article.text)
    open_: list[ModelRequest] = []
    unread: list[str] = []
    proposal = Proposal()
    for number, part in enumerate(parts, 1):
        request = _request(article, settings, Task.READ, number, part)
        reply = lookup(request)
        if reply is None:
            open_.append(request)
            continue
        found = json_in(reply.text)
        if found is None:
            unread.append("the reply is no JSON object")
        else:
            if found.cut or reply.cut:
                unread.append("the reply broke off")
            prefix = f"p{number}." if len(parts) > 1 else ""
            proposal = _added(proposal, proposal_of(found.value, prefix))
    return ReadingStep(tuple(open_), admit(article, _numbered(proposal)), tuple(unread))


def _added(first: Proposal, second: Proposal) -> Proposal:
    return Proposal(
        first.incidents + second.incidents,
        first.links + second.links,
        first.actors + second.actors,
    )


def _numbered(proposal: Proposal) -> Proposal:
    """Return a proposal in which each id names one incident."""
    seen: set[str] = set()
    kept: list[ProposedIncident] = []
    for incident in proposal.incidents:
        ident = incident.id
        while ident in seen:
            ident += "b"
        seen.add(ident)
        kept.append(replace(incident, id=ident))
    return replace(proposal, incidents=tuple(kept))


def _second_round(
    article: Article, settings: ModelSettings, lookup: Lookup, first: ReadingStep
) -> ReadingStep:
    """Ask again, once, for what the gate refused."""
    refused = [r for r in first.admission.refused if _is_worth_asking(r)][:_ASKED_AGAIN]
    if not (refused or first.unread):
        return first
    request = _repair_request(article, settings, first, refused)
    reply = lookup(request)
    if reply is None:
        return replace(first, requests=(request,))
    found = json_in(reply.text)
    if found is None:
        return first
    repaired = admit(article, _merged(first.admission, found, refused))
    better = _better(article, first.admission, repaired)
    better = _with_lost(better, refused)
    if found.cut:
        better = _with_unread(better, "incidents", Part.INCIDENT, "the rest of them")
    return replace(first, admission=better, unread=())


def _is_worth_asking(refused: Refused) -> bool:
    """Whether a model should be asked again: not for links, which the next round asks for."""
    return refused.part is not Part.LINK and refused.reason.can_be_mended


def _repair_request(
    article: Article, settings: ModelSettings, first: ReadingStep, refused: Iterable[Refused]
) -> ModelRequest:
    known = "\n".join(map(_line, (p.proposed for p in first.admission.passed))) or "(none)"
    reasons = "\n".join(f"- {r.words}. You quoted: “{r.quote}”" for r in refused)
    broken = "\n".join(
        f"- {words}: give the incidents that are not in the list above" for words in first.unread
    )
    more = (
        "The article has been read once. These incidents were accepted, at least in part:\n"
        f"{known}\n\nThis was refused:\n{reasons}\n{broken}\n\n"
        "Reply in the same form with the corrected incidents only, each whole and under its id, "
        "with quotes that stand in the article character for character. Leave out what the article "
        "does not say. No links."
    )
    return _request(article, settings, Task.REPAIR, 1, article.text, more)


def _line(made: ProposedIncident) -> str:
    sides = [", ".join(side.name for side in part) or "?" for part in (made.agents, made.targets)]
    slots = f"count {made.count}" if made.count is not None else ""
    told = " ".join(filter(None, [made.status, made.date, slots]))
    return f"{made.id}: {made.type}, {sides[0]} → {sides[1]}, {told}: “{made.quote}”"


def _merged(first: Admission, found: FoundJson, refused: Iterable[Refused]) -> Proposal:
    """Return the incidents that passed, with those that a model has corrected in their places."""
    repaired = {made.id: made for made in proposal_of(found.value).incidents}
    asked = {r.item for r in refused}
    kept = [
        repaired.pop(p.proposed.id, p.proposed) if p.proposed.id in asked else p.proposed
        for p in first.passed
    ]
    known = {made.id for made in kept}
    added = [made for ident, made in repaired.items() if ident not in known]
    return Proposal((*kept, *added), first.links, first.actors)


def _better(article: Article, first: Admission, repaired: Admission) -> Admission:
    """Return the repaired admission, with what it lost of the first put back."""
    lost = {p.proposed.id for p in first.passed} - {p.proposed.id for p in repaired.passed}
    if not lost:
        return repaired
    back = [p.proposed for p in first.passed if p.proposed.id in lost]
    incidents = (*(p.proposed for p in repaired.passed), *back)
    return admit(article, Proposal(incidents, repaired.links, repaired.actors))


def _with_lost(admission: Admission, asked: Iterable[Refused]) -> Admission:
    """Return an admission that also lists what was refused and has not been given again."""
    there = {p.proposed.id for p in admission.passed} | {r.item for r in admission.refused}
    lost = tuple(r for r in asked if r.item not in there)
    return replace(admission, refused=(*lost, *admission.refused))


def _third_round(
    article: Article, settings: ModelSettings, lookup: Lookup, step: ReadingStep
) -> ReadingStep:
    """Ask for the links of the incidents that stand, and for those that are one."""
    if len(step.admission.passed) < 2:
        return step
    listed = "\n".join(map(_line, (p.proposed for p in step.admission.passed)))
    for number, again in enumerate(("", _ONCE_MORE), 1):
        more = f"The incidents:\n{listed}{again}"
        request = _request(article, settings, Task.LINKS, number, article.text, more)
        reply = lookup(request)
        if reply is None:
            return replace(step, requests=(request,))
        found = json_in(reply.text)
        if found is not None and not found.cut:
            return replace(step, admission=_linked(article, step.admission, found.value))
    if found is not None:
        step = replace(step, admission=_linked(article, step.admission, found.value))
    admission = _with_unread(step.admission, "links", Part.LINK, "the rest of them")
    return replace(step, admission=admission)


def _with_unread(admission: Admission, item: str, part: Part, said: str) -> Admission:
    """Return what stands with a note that a reply could not be read to its end, twice."""
    unread = Refused(item, part, said, Refusal.UNREAD, "")
    return replace(admission, refused=(*admission.refused, unread))


def _linked(article: Article, stood: Admission, data: Mapping[str, object]) -> Admission:
    """Return the incidents with the links of the second pass, those told twice joined."""
    links = proposal_of(data).links
    incidents = tuple(p.proposed for p in stood.passed)
    proposal = joined(Proposal(incidents, links, stood.actors), same_groups(data))
    final = admit(article, proposal)
    refused = dict.fromkeys((*_of_incidents(stood.refused), *final.refused))
    return replace(final, refused=tuple(refused))


def _of_incidents(refused: Iterable[Refused]) -> tuple[Refused, ...]:
    return tuple(r for r in refused if r.part is not Part.LINK)
