"""Values to RDF: the statements of each value."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from talion.model.actor import Actor, ActorKind, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim
from talion.model.date import Date
from talion.model.decision import Decision, DecisionKind, Subject
from talion.model.findings import FindingsSource
from talion.model.incident import Incident, Report, Span
from talion.model.record import Record
from talion.store import iris
from talion.store.closed_terms import (
    ACTOR_CLASSES,
    BASES,
    CLAIM_CLASSES,
    DECISION_CLASSES,
    SLOT_QUOTES,
    SLOTS,
    STATUSES,
)
from talion.store.iris import iri
from talion.vocabulary import DCTERMS, EDTF, RDF, RDFS, SCHEMA, SKOS, TAL, XSD

#: A language tag, as far as RDF needs it (BCP 47).
_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
Pair = tuple[NamedNode, NamedNode | Literal]


def text(value: str) -> Literal:
    """Return a plain literal; what no RDF literal can hold (lone surrogates) is replaced.

    >>> text("two").value
    'two'
    """
    return Literal(value.encode("utf-8", "replace").decode())


def label(value: str) -> Literal:
    """Return a name in English.

    >>> str(label("Russia"))
    '"Russia"@en'
    """
    return Literal(value.encode("utf-8", "replace").decode(), language="en")


def quotation(value: str, language: str | None) -> Literal:
    """Return a quote, with the tag of its language where that is another than English.

    >>> str(quotation("twee gezanten", "nl")), str(quotation("two envoys", "en"))
    ('"twee gezanten"@nl', '"two envoys"')
    """
    plain = text(value)
    if language is None or not _TAG.fullmatch(language) or language.partition("-")[0] == "en":
        return plain
    return Literal(plain.value, language=language.lower())


def whole(value: int) -> Literal:
    """Return an xsd:integer.

    >>> whole(23).value
    '23'
    """
    return Literal(str(value), datatype=XSD.integer.node)


def decimal(value: float) -> Literal:
    """Return an xsd:decimal of six fractional digits at most.

    >>> decimal(0.5).value, decimal(1 / 3).value
    ('0.5', '0.333333')
    """
    shown = f"{value:.6f}".rstrip("0")
    return Literal(shown + "0" if shown.endswith(".") else shown, datatype=XSD.decimal.node)


def edtf(value: str) -> Literal:
    """Return a date in EDTF.

    >>> edtf("2018-03").value
    '2018-03'
    """
    return Literal(value, datatype=EDTF.node)


def _quads(subject: NamedNode, pairs: Iterable[Pair], graph: NamedNode) -> Iterator[Quad]:
    for predicate, value in pairs:
        yield Quad(subject, predicate, value, graph)


def _date(date: Date | None) -> Iterator[Pair]:
    if date is not None:
        yield TAL.date.node, edtf(date.edtf)
        yield TAL.earliest.node, Literal(date.earliest.isoformat(), datatype=XSD.date.node)
        yield TAL.latest.node, Literal(date.latest.isoformat(), datatype=XSD.date.node)


def _span(span: Span | None, language: str | None = None) -> Iterator[Pair]:
    if span is not None:
        yield TAL.quote.node, quotation(span.text, language)
        yield TAL.start.node, whole(span.start)
        yield TAL.end.node, whole(span.end)


def _slots(it: Report | Incident) -> Iterator[Pair]:
    yield TAL.incidentType.node, iris.incident_type(it.type)
    yield TAL.status.node, STATUSES[it.status].node
    yield from ((TAL.agent.node, iri("actor", a)) for a in it.agents)
    yield from ((TAL.target.node, iri("actor", a)) for a in it.targets)
    if it.count is not None:
        yield TAL.count.node, whole(it.count)
    yield from _date(it.date)
    yield from _confidence(it.confidence)


def _confidence(value: float | None) -> Iterator[Pair]:
    if value is not None:
        yield TAL.confidence.node, decimal(value)


def article_pairs(article: Article) -> Iterator[Pair]:
    """Yield the properties of an article.

    >>> {str(prop) for prop, _ in article_pairs(Article("a", "…", title="T"))} >= {
    ...     TAL.text.n3, DCTERMS.title.n3
    ... }
    True
    """
    yield RDF.type.node, TAL.Article.node
    yield TAL.text.node, text(article.text)
    yield TAL.sha256.node, text(article.sha256)
    for term, value in ((DCTERMS.title, article.title), (DCTERMS.publisher, article.publisher)):
        if value:
            yield term.node, text(value)
    if article.published:
        yield DCTERMS.issued.node, edtf(article.published)
    if article.language:
        yield DCTERMS.language.node, text(article.language)
    if article.url:
        yield SCHEMA.url.node, text(article.url)


def _provenance_pairs(source: FindingsSource | None) -> Iterator[Pair]:
    """Yield which reader found what an article's graph holds, where it is not the built-in one."""
    if source is None:
        return
    told = {
        TAL.reader: source.reader,
        TAL.readingModel: source.model,
        TAL.instructionHash: source.prompt,
        TAL.parameters: source.parameters,
    }
    yield from ((term.node, text(value)) for term, value in told.items() if value)


def actor_pairs(actor: Actor) -> Iterator[Pair]:
    """Yield the properties of an actor that the reference data does not have.

    >>> from talion.model.actor import ActorKind
    >>> [str(value) for _, value in actor_pairs(Actor("iran", "Iran", ActorKind.COUNTRY))]
    ['<https://w3id.org/talion/ns#Country>', '"Iran"@en']
    """
    yield RDF.type.node, ACTOR_CLASSES[actor.kind].node
    yield RDFS.label.node, label(actor.name)
    yield from ((SKOS.altLabel.node, label(name)) for name in actor.names)
    if actor.state:
        yield TAL.belongsTo.node, iri("actor", actor.state)


def _office_pairs(office: Office) -> Iterator[Pair]:
    yield RDF.type.node, TAL.Office.node
    yield TAL.holder.node, iri("actor", office.person)
    yield TAL.role.node, text(office.role)
    yield TAL.inArticle.node, iri("article", office.article)
    if office.state:
        yield TAL.state.node, iri("actor", office.state)
    if office.quote:
        yield TAL.quote.node, text(office.quote)


def _report_pairs(report: Report, language: str | None = None) -> Iterator[Pair]:
    yield RDF.type.node, TAL.Report.node
    yield TAL.inArticle.node, iri("article", report.article)
    yield from _slots(report)
    yield from _span(report.quote, language)


def _claim_pairs(claim: Claim, language: str | None = None) -> Iterator[Pair]:
    node = iris.report if claim.basis == Basis.STATED else _incident
    yield RDF.type.node, CLAIM_CLASSES[claim.type].node
    yield TAL.basis.node, BASES[claim.basis].node
    yield TAL.source.node, node(claim.source)
    yield TAL.claimTarget.node, node(claim.target)
    if claim.article:
        yield TAL.inArticle.node, iri("article", claim.article)
    if claim.probability is not None:
        yield TAL.probability.node, decimal(claim.probability)
    if claim.run:
        yield TAL.run.node, iri("run", claim.run)
    yield from _confidence(claim.confidence)
    yield from _span(claim.quote, language)


def _incident(ident: str) -> NamedNode:
    return iri("incident", ident)


def record_quads(record: Record) -> Iterator[Quad]:
    """Yield the graph of one article: its metadata, actors, offices, reports and stated claims.

    >>> from talion.model.record import Origin
    >>> record = Record(Article("a", "…"), Origin.REVIEWED, ("russia",), (), (), (), ())
    >>> [str(quad.object) for quad in record_quads(record) if quad.predicate == TAL.mentions.node]
    ['<https://w3id.org/talion/id/actor/russia>']
    """
    ident, language = record.article.id, record.article.language
    graph, node = iris.article_graph(ident), iri("article", ident)
    yield from _quads(node, article_pairs(record.article), graph)
    yield Quad(node, TAL.origin.node, text(record.origin), graph)
    yield from _quads(node, _provenance_pairs(record.provenance), graph)
    for mention in record.mentions:
        yield Quad(node, TAL.mentions.node, iri("actor", mention), graph)
    for actor in record.actors:
        yield from _quads(iri("actor", actor.id), actor_pairs(actor), graph)
    for office in record.offices:
        yield from _quads(iri("office", ident, office.person), _office_pairs(office), graph)
    for report in record.reports:
        yield from _quads(iris.report(report.id), _report_pairs(report, language), graph)
    for ident_of_report, gloss in record.glosses:
        yield Quad(iris.report(ident_of_report), TAL.gloss.node, label(gloss), graph)
    for ident_of_report, words in record.slot_quotes:
        quoted = quotation(words.quote, language)
        yield Quad(iris.report(ident_of_report), SLOT_QUOTES[words.slot].node, quoted, graph)
    for claim in record.claims:
        yield from _quads(iris.claim(claim.id), _claim_pairs(claim, language), graph)


def incident_quads(incident: Incident, title: str) -> Iterator[Quad]:
    """Yield an incident's own slots, merged from its reports, in the derived graph.

    >>> it = view.incidents(["2020-12-10-expulsion-netherlands-russia"])[0]
    >>> {quad.graph_name.value.rpartition("/")[2] for quad in incident_quads(it, "title")}
    {'derived'}
    """

    def pairs() -> Iterator[Pair]:
        yield RDF.type.node, TAL.Incident.node
        yield RDFS.label.node, label(title)
        yield from _slots(incident)
        yield from ((TAL.reportedBy.node, iris.report(r)) for r in incident.reports)
        yield from ((TAL.disputes.node, SLOTS[slot].node) for slot in incident.disputed)

    yield from _quads(_incident(incident.id), pairs(), iris.DERIVED_GRAPH)


def decision_quads(decision: Decision) -> Iterator[Quad]:
    """Yield one decision.

    >>> from talion.model.decision import Decider, DecisionKind
    >>> split = Decision(DecisionKind.SPLIT, "a#e1", "b#e2", Decider.PERSON, "a year apart")
    >>> next(decision_quads(split)).subject.value
    'https://w3id.org/talion/id/decision/person/a/e1/b/e2'
    """

    def pairs() -> Iterator[Pair]:
        yield RDF.type.node, DECISION_CLASSES[decision.kind].node
        yield from _decided(decision)
        yield TAL.decidedBy.node, text(decision.by)
        yield TAL.reason.node, text(decision.reason)
        if decision.score is not None:
            yield TAL.score.node, decimal(decision.score)
        yield from ((TAL.retired.node, _incident(i)) for i in decision.retired)

    yield from _quads(decision_node(decision), pairs(), iris.DECISIONS_GRAPH)


def _decided(decision: Decision) -> Iterator[Pair]:
    """Yield what a decision is about, and what was decided."""
    if decision.about is Subject.REPORT:
        yield TAL.source.node, iris.report(decision.first)
        yield TAL.claimTarget.node, iris.report(decision.second)
        return
    parts = decision.first.split("#") if decision.about is Subject.CLAIM else [decision.first]
    yield TAL.source.node, iri(decision.about.value, *parts)
    match decision.kind:
        case DecisionKind.MERGE:
            yield TAL.claimTarget.node, iri("actor", decision.second)
        case DecisionKind.SPLIT:
            yield TAL.claimTarget.node, iri("article", decision.second)
        case DecisionKind.RENAME:
            yield TAL.decidedName.node, label(decision.second)
        case DecisionKind.RETYPE:
            yield TAL.decidedClass.node, ACTOR_CLASSES[ActorKind(decision.second)].node
        case DecisionKind.NOTE:
            yield TAL.noteText.node, text(decision.second)


def decision_node(decision: Decision) -> NamedNode:
    """Return the IRI of a decision: who decided, and about what.

    >>> from talion.model.decision import Decider, DecisionKind
    >>> split = Decision(DecisionKind.SPLIT, "a#e1", "b#e2", Decider.PERSON, "a year apart")
    >>> decision_node(split).value.rpartition("/decision/")[2]
    'person/a/e1/b/e2'
    """
    return iri("decision", decision.by, *decision.parts)


def run_quads(run: str, facts: Iterable[Pair], claims: Iterable[Claim]) -> Iterator[Quad]:
    """Yield the graph of one model run: its description, and the responses it inferred.

    >>> [str(quad.object) for quad in run_quads("model", [], [])]
    ['<https://w3id.org/talion/ns#ModelRun>']
    """
    graph = iris.run_graph(run)
    node = iri("run", run)
    yield Quad(node, RDF.type.node, TAL.ModelRun.node, graph)
    yield from _quads(node, facts, graph)
    for claim in claims:
        yield from _quads(iri("claim", "run", run, claim.id), _claim_pairs(claim), graph)
