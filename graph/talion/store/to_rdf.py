"""Values to statements: what each value looks like in RDF."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from talion.model.actor import Actor, Office
from talion.model.article import Article
from talion.model.claim import PART, PRECEDENT, RESPONSE, Claim
from talion.model.date import Date
from talion.model.decision import MERGE, Decision
from talion.model.incident import Incident, Report, Span
from talion.model.record import Record
from talion.store import iris
from talion.store.iris import iri, tal

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_ALT = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DCTERMS = "http://purl.org/dc/terms/"
_URL = NamedNode("https://schema.org/url")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")

CLAIM_CLASSES = {RESPONSE: "Response", PRECEDENT: "Precedent", PART: "Part"}

Pair = tuple[NamedNode, NamedNode | Literal]


def text(value: str) -> Literal:
    """Return a plain text; what no RDF text can hold (lone surrogates) is replaced."""
    return Literal(value.encode("utf-8", "replace").decode())


def label(value: str) -> Literal:
    """Return a name in English."""
    return Literal(value.encode("utf-8", "replace").decode(), language="en")


def whole(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))


def decimal(value: float) -> Literal:
    """Return a number as xsd:decimal, six digits after the point at most."""
    shown = f"{value:.6f}".rstrip("0")
    return Literal(
        shown + "0" if shown.endswith(".") else shown, datatype=NamedNode(_XSD + "decimal")
    )


def edtf(value: str) -> Literal:
    """Return a date in EDTF."""
    return Literal(value, datatype=_EDTF)


def _quads(subject: NamedNode, pairs: Iterable[Pair], graph: NamedNode) -> Iterator[Quad]:
    for predicate, value in pairs:
        yield Quad(subject, predicate, value, graph)


def _date(date: Date | None) -> Iterator[Pair]:
    if date is not None:
        day = NamedNode(_XSD + "date")
        yield tal("date"), edtf(date.edtf)
        yield tal("earliest"), Literal(date.earliest.isoformat(), datatype=day)
        yield tal("latest"), Literal(date.latest.isoformat(), datatype=day)


def _span(span: Span | None) -> Iterator[Pair]:
    if span is not None:
        yield tal("quote"), text(span.text)
        yield tal("start"), whole(span.start)
        yield tal("end"), whole(span.end)


def _slots(it: Report | Incident) -> Iterator[Pair]:
    yield tal("incidentType"), iris.incident_type(it.type)
    yield tal("status"), tal(it.status)
    yield from ((tal("agent"), iri("actor", a)) for a in it.agents)
    yield from ((tal("target"), iri("actor", a)) for a in it.targets)
    if it.count is not None:
        yield tal("count"), whole(it.count)
    yield from _date(it.date)


def article_pairs(article: Article) -> Iterator[Pair]:
    """Yield what is said of an article."""
    yield _RDF_TYPE, tal("Article")
    yield tal("text"), text(article.text)
    yield tal("sha256"), text(article.sha256)
    for name, value in (("title", article.title), ("publisher", article.publisher)):
        if value:
            yield NamedNode(_DCTERMS + name), text(value)
    if article.published:
        yield NamedNode(_DCTERMS + "issued"), edtf(article.published)
    if article.language:
        yield NamedNode(_DCTERMS + "language"), text(article.language)
    if article.url:
        yield _URL, text(article.url)


def actor_pairs(actor: Actor) -> Iterator[Pair]:
    """Yield what is said of an actor that an article brought in."""
    yield _RDF_TYPE, tal(actor.kind.capitalize())
    yield _LABEL, label(actor.name)
    yield from ((_ALT, label(name)) for name in actor.names)
    if actor.state:
        yield tal("belongsTo"), iri("actor", actor.state)


def _office_pairs(office: Office) -> Iterator[Pair]:
    yield _RDF_TYPE, tal("Office")
    yield tal("holder"), iri("actor", office.person)
    yield tal("role"), text(office.role)
    yield tal("inArticle"), iri("article", office.article)
    if office.state:
        yield tal("state"), iri("actor", office.state)
    if office.quote:
        yield tal("quote"), text(office.quote)


def _report_pairs(report: Report) -> Iterator[Pair]:
    yield _RDF_TYPE, tal("Report")
    yield tal("inArticle"), iri("article", report.article)
    yield from _slots(report)
    yield from _span(report.quote)


def _claim_pairs(claim: Claim) -> Iterator[Pair]:
    node = iris.report if claim.basis == "stated" else _incident
    yield _RDF_TYPE, tal(CLAIM_CLASSES[claim.type])
    yield tal("basis"), tal(claim.basis)
    yield tal("source"), node(claim.source)
    yield tal("claimTarget"), node(claim.target)
    if claim.article:
        yield tal("inArticle"), iri("article", claim.article)
    if claim.probability is not None:
        yield tal("probability"), decimal(claim.probability)
    if claim.run:
        yield tal("run"), iri("run", claim.run)
    yield from _span(claim.quote)


def _incident(ident: str) -> NamedNode:
    return iri("incident", ident)


def record_quads(record: Record) -> Iterator[Quad]:
    """Yield the graph of one article: its facts, actors, offices, reports and stated claims."""
    ident = record.article.id
    graph, node = iris.article_graph(ident), iri("article", ident)
    yield from _quads(node, article_pairs(record.article), graph)
    yield Quad(node, tal("origin"), text(record.origin), graph)
    for mention in record.mentions:
        yield Quad(node, tal("mentions"), iri("actor", mention), graph)
    for actor in record.actors:
        yield from _quads(iri("actor", actor.id), actor_pairs(actor), graph)
    for office in record.offices:
        yield from _quads(iri("office", ident, office.person), _office_pairs(office), graph)
    for report in record.reports:
        yield from _quads(iris.report(report.id), _report_pairs(report), graph)
    for claim in record.claims:
        yield from _quads(iris.claim(claim.id), _claim_pairs(claim), graph)


def incident_quads(incident: Incident, title: str) -> Iterator[Quad]:
    """Yield an incident's own slots, read off its reports, into the derived graph."""

    def pairs() -> Iterator[Pair]:
        yield _RDF_TYPE, tal("Incident")
        yield _LABEL, label(title)
        yield from _slots(incident)
        yield from ((tal("reportedBy"), iris.report(r)) for r in incident.reports)
        yield from ((tal("disputes"), tal(slot)) for slot in incident.disputed)

    yield from _quads(_incident(incident.id), pairs(), iris.DERIVED_GRAPH)


def decision_quads(decision: Decision) -> Iterator[Quad]:
    """Yield one decision."""

    def pairs() -> Iterator[Pair]:
        yield _RDF_TYPE, tal("Merge" if decision.kind == MERGE else "Split")
        yield tal("source"), iris.report(decision.first)
        yield tal("claimTarget"), iris.report(decision.second)
        yield tal("decidedBy"), text(decision.by)
        yield tal("reason"), text(decision.reason)
        if decision.score is not None:
            yield tal("score"), decimal(decision.score)

    node = iri("decision", decision.by, *decision.first.split("#"), *decision.second.split("#"))
    yield from _quads(node, pairs(), iris.DECISIONS_GRAPH)


def run_quads(run: str, facts: Iterable[Pair], claims: Iterable[Claim]) -> Iterator[Quad]:
    """Yield the graph of one model run: what it was, and the responses it inferred."""
    graph = iris.run_graph(run)
    node = iri("run", run)
    yield Quad(node, _RDF_TYPE, tal("ModelRun"), graph)
    yield from _quads(node, facts, graph)
    for claim in claims:
        yield from _quads(iri("claim", "run", run, claim.id), _claim_pairs(claim), graph)
