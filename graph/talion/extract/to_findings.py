"""Findings in the codebook's form from an analysis, with quotes cut from the article."""

from talion.extract.analysis import Analysis
from talion.extract.entities.context import Context
from talion.extract.entities.mentions import EntityMention
from talion.extract.explanation import Explanation, Extraction, LeftOut, Unresolved
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.lang import Dep, verbs
from talion.extract.rules import Reason, Rejection, SlotName
from talion.extract.text.cleaning import BREAK, Prepared
from talion.extract.triggers.detection import Trigger
from talion.model.actor import ActorKind
from talion.model.article import Article
from talion.model.findings import Finding, Findings, Link, NamedActor

_LONG = 280


def to_findings(article: Article, prepared: Prepared, analysis: Analysis) -> Extraction:
    """Return the extraction: incidents in the order of the text, named e1, e2 and so on.

    >>> from talion.extract.text.cleaning import prepare
    >>> article = Article("a1", "Peru expelled two Cuban envoys.")
    >>> prepared = prepare(article.text, str.isalpha)
    >>> found = to_findings(article, prepared, analysis(prepared.text)).findings
    >>> [(actor.name, actor.type.value) for actor in found.actors]
    [('Peru', 'country'), ('Cuba', 'country')]
    """
    context = analysis.context
    ordered = sorted(analysis.incidents, key=lambda i: (i.first, i.agents.names))
    ids = {id(incident): f"e{n}" for n, incident in enumerate(ordered, 1)}
    quotes = _Quotes(article, prepared, context)
    findings = [_finding(ids[id(i)], i, quotes) for i in ordered]
    known = set(ids)
    named = [
        Link(
            k.type,
            ids[id(k.source)],
            ids[id(k.target)],
            quotes.sentence(k.sentence),
            round(k.certainty, 3),
        )
        for k in analysis.links
        if id(k.source) in known and id(k.target) in known
    ]
    return Extraction(
        Findings(
            article.id,
            _iso(article.published),
            _actors(context, ordered, quotes),
            tuple(findings),
            tuple(named),
        ),
        tuple(_explain(ids[id(i)], i, quotes) for i in ordered),
        tuple(_unresolved(trigger, reason, quotes) for trigger, reason in analysis.rejected),
        tuple(LeftOut(article.text[a:b], a, b) for a, b in prepared.left_out),
    )


def _iso(published: str | None) -> str | None:
    plain = published is not None and len(published) in (4, 7, 10) and published[:4].isdigit()
    return published if plain else None


def _finding(ident: str, incident: EventCluster, quotes: "_Quotes") -> Finding:
    return Finding(
        id=ident,
        type=incident.type,
        status=incident.status,
        agents=incident.agents.names,
        targets=incident.targets.names,
        count=incident.count,
        date=incident.date,
        quote=quotes.text(*quotes.around(incident.lead)),
        confidence=round(incident.confidence, 3),
    )


class _Quotes:
    """Cuts quotes from the article: what is shown is what stands there."""

    def __init__(self, article: Article, prepared: Prepared, context: Context) -> None:
        self.article, self.prepared, self.parse = article, prepared, context.parse

    def around(self, mention: EventMention) -> tuple[int, int]:
        """Return the token span of a mention: its sentence, or one clause of a long sentence."""
        parse = self.parse
        if mention.entry is not None:
            return mention.entry
        first, last = parse.bounds[mention.sentence]
        if parse.end(last - 1) - parse.offset[first] > _LONG:
            below = parse.subtree(mention.i)
            first, last = max(first, min(below)), min(last, max(below) + 1)
            if parse.is_verb(mention.i):
                return first, last
            head = parse.head[mention.i]
            wider = parse.subtree(head)
            if parse.end(max(wider)) - parse.offset[min(wider)] <= _LONG:
                first, last = min(wider), max(wider) + 1
        return first, last

    def text(self, first: int, last: int) -> str:
        """Return the article's own words for tokens [first, last)."""
        start, end = self.offsets(first, last)
        return self.article.text[start:end]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the article's offsets of tokens [first, last), without space around."""
        parse, text = self.parse, self.prepared.text
        start, end = parse.offset[first], parse.end(last - 1)
        cut = text.find(BREAK, start, end)
        if cut > start:
            end = cut
        while start < end - 1 and text[start].isspace():
            start += 1
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        return self.prepared.span(start, end)

    def sentence(self, number: int) -> str:
        """Return the words of a sentence."""
        return self.text(*self.parse.bounds[number])


def _explain(ident: str, incident: EventCluster, quotes: _Quotes) -> Explanation:
    lead = incident.lead
    span = quotes.around(lead)
    start, end = quotes.offsets(*span)
    word = quotes.parse.words[lead.word]
    rules = tuple((slot, _rule(incident, slot)) for slot in lead.rules)
    return Explanation(ident, word, lead.trigger.frame.text, rules, quotes.text(*span), start, end)


def _unresolved(trigger: Trigger, reason: Rejection, quotes: _Quotes) -> Unresolved:
    number = quotes.parse.sentence[trigger.i]
    place, _ = quotes.offsets(trigger.i, trigger.i + 1)
    return Unresolved(
        quotes.parse.words[trigger.i], trigger.type, place, reason, quotes.sentence(number)
    )


def _actors(
    context: Context, incidents: list[EventCluster], quotes: _Quotes
) -> tuple[NamedActor, ...]:
    names: dict[str, None] = {}
    for incident in incidents:
        names.update(dict.fromkeys((*incident.agents.names, *incident.targets.names)))
    for mention in context.mentions:
        if _speaks(context, mention):
            names.update(dict.fromkeys((*mention.names, *mention.states)))
    return tuple(_actor(context, name, quotes) for name in names)


def _speaks(context: Context, mention: EntityMention) -> bool:
    """Whether a mention says something, or is a person who does something or is described."""
    parse = context.parse
    at = mention.end - 1
    for _ in range(2):
        if parse.dep[at] in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT):
            return mention.kind == ActorKind.PERSON or parse.lemma[parse.head[at]] in verbs.QUOTED
        if parse.dep[at] not in (Dep.APPOSITION, Dep.COMPOUND, Dep.ADJECTIVE, Dep.POSSESSOR):
            return False
        at = parse.head[at]
    return False


def _actor(context: Context, name: str, quotes: _Quotes) -> NamedActor:
    kind = context.kinds.get(name, ActorKind.COUNTRY)
    if kind != ActorKind.PERSON:
        return NamedActor(name, kind if kind != ActorKind.MISSION else ActorKind.ORGANIZATION)
    person = next((p for p in context.persons.all() if p.name == name), None)
    if person is None or person.span is None:
        return NamedActor(name, ActorKind.PERSON, state=person.state if person else None)
    return NamedActor(
        name, ActorKind.PERSON, person.office, person.state, quotes.text(*person.span)
    )


def _rule(incident: EventCluster, slot: SlotName) -> Reason:
    """Return the rule by which a slot was filled: of the mention that has what is told."""
    lead = incident.lead
    told = _slot(incident, slot)
    having = (m for m in (lead, *incident.mentions) if slot in m.rules and _slot(m, slot) == told)
    return next(having, lead).rules[slot]


def _slot(of: EventCluster | EventMention, slot: SlotName) -> object:
    if slot is SlotName.DATE:
        return of.date
    return set((of.agents if slot is SlotName.AGENTS else of.targets).states)
