"""The terms of the graph, and the only module that spells an IRI.

Each vocabulary is a class whose annotated attributes are its terms: a misspelt term is an error to
the type checker and an `AttributeError` where a module is imported. The terms of `TAL` and those
that `ontology/talion.ttl` declares are tested to be the same.

A term serves every library that the graph passes through. It is the text of its IRI, and so a key
of any mapping by IRI; `node` is the same for pyoxigraph, `uriref` for rdflib, and `n3` is how
N-Triples and SPARQL write it.

>>> TAL.expelled
'https://w3id.org/talion/ns#expelled'
>>> TAL.expelled.node
<NamedNode value=https://w3id.org/talion/ns#expelled>
>>> TAL.expelled.n3
'<https://w3id.org/talion/ns#expelled>'
>>> TAL.expelled.uriref
rdflib.term.URIRef('https://w3id.org/talion/ns#expelled')
>>> TAL.expeled
Traceback (most recent call last):
AttributeError: type object 'TAL' has no attribute 'expeled'
"""

from typing import TYPE_CHECKING, ClassVar

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from rdflib import URIRef

#: Where everything of Talion lives, and the page of `talion serve` that shows it.
BASE = "https://w3id.org/talion"
NS = f"{BASE}/ns#"
TYPES_NS = f"{BASE}/type/"
ID = f"{BASE}/id/"

_EDTF_NS = "http://id.loc.gov/datatypes/edtf/"


class Term(str):
    """The IRI of a class, property, datatype or individual: a `str` that also is a `NamedNode`."""

    __slots__ = ("n3", "node")
    n3: str
    node: NamedNode

    def __new__(cls, iri: str) -> "Term":
        """Return the term of an IRI."""
        made = super().__new__(cls, iri)
        made.node = NamedNode(iri)
        made.n3 = f"<{iri}>"
        return made

    @property
    def uriref(self) -> "URIRef":
        """The same IRI for rdflib, which is imported only here: it is slow to import."""
        from rdflib import URIRef

        return URIRef(self)


class Vocabulary:
    """A closed set of terms in one namespace; a subclass names them by annotation."""

    namespace: ClassVar[str]
    _names: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls, *, namespace: str) -> None:
        """Make a term of each annotated name."""
        cls.namespace = namespace
        cls._names = tuple(cls.__annotations__)
        for name in cls._names:  # `class_` is the term `class`, which Python keeps for itself
            setattr(cls, name, Term(namespace + name.removesuffix("_")))

    @classmethod
    def terms(cls) -> dict[str, Term]:
        """Return all terms by their local names.

        >>> sorted(RDFS.terms())
        ['comment', 'label', 'range', 'subClassOf']
        """
        return {name.removesuffix("_"): getattr(cls, name) for name in cls._names}


class TAL(Vocabulary, namespace=NS):
    """Talion's own classes and properties."""

    # classes
    Actor: Term
    Country: Term
    Organization: Term
    Agency: Term
    Person: Term
    Mission: Term
    Membership: Term
    Office: Term
    Article: Term
    Report: Term
    Incident: Term
    IncidentType: Term
    Status: Term
    Basis: Term
    Claim: Term
    Response: Term
    Precedent: Term
    Part: Term
    Contradiction: Term
    Relation: Term
    Total: Term
    Decision: Term
    Merge: Term
    Split: Term
    Rename: Term
    Retype: Term
    Note: Term
    Star: Term
    ModelRun: Term
    WordClass: Term
    CueGroup: Term

    # actors
    demonym: Term
    capital: Term
    metonym: Term
    code: Term
    iso2: Term
    iso3: Term
    cowNumber: Term
    gwNumber: Term
    cameoGroup: Term
    belongsTo: Term
    member: Term
    organization: Term
    memberOf: Term
    since: Term
    until: Term
    succeededBy: Term
    holder: Term
    role: Term
    state: Term

    # articles and reports
    text: Term
    sha256: Term
    inArticle: Term
    mentions: Term
    origin: Term
    gloss: Term
    slotQuote: Term
    agentQuote: Term
    targetQuote: Term
    countQuote: Term
    dateQuote: Term
    statusQuote: Term
    reader: Term
    readingModel: Term
    instructionHash: Term
    parameters: Term
    quote: Term
    start: Term
    end: Term

    # incidents
    incidentType: Term
    agent: Term
    target: Term
    status: Term
    count: Term
    date: Term
    earliest: Term
    latest: Term
    reportedBy: Term
    respondsOutside: Term
    disputes: Term
    reported: Term
    alleged: Term
    prospective: Term

    # claims
    source: Term
    claimTarget: Term
    basis: Term
    stated: Term
    inferred: Term
    probability: Term
    confidence: Term
    run: Term
    inResponseTo: Term
    precedentOf: Term
    partOf: Term
    contradicts: Term

    # relations between actors, derived from incidents of status reported
    subject: Term
    relation: Term
    object: Term
    explainedBy: Term
    expelled: Term
    cappedStaffOf: Term
    closedMissionOf: Term
    recalledStaffFrom: Term
    brokeRelationsWith: Term
    summonedEnvoyOf: Term
    deportedNationalsOf: Term
    spiedOn: Term
    hacked: Term
    interferedWith: Term
    attackedPersonOf: Term
    sabotaged: Term
    attacked: Term
    tookLegalActionAgainst: Term
    sanctioned: Term
    imposedTariffsOn: Term
    threatened: Term
    retaliatedAgainst: Term

    # totals
    actor: Term
    year: Term
    incidents: Term
    different: Term
    reports: Term
    counted: Term
    atLeast: Term
    upTo: Term
    counting: Term

    # decisions
    sameAs: Term
    differentFrom: Term
    decidedBy: Term
    decidedName: Term
    decidedClass: Term
    noteText: Term
    reason: Term
    score: Term
    retired: Term
    splitFrom: Term
    labelAsRead: Term
    classAsRead: Term
    agentAsRead: Term
    targetAsRead: Term
    mentionAsRead: Term
    holderAsRead: Term
    stateAsRead: Term
    ownerAsRead: Term
    memberAsRead: Term
    organizationAsRead: Term
    memberOfAsRead: Term
    successorAsRead: Term

    # link cues
    cue: Term
    links: Term
    position: Term
    order: Term
    condition: Term

    # incident types
    implies: Term
    severity: Term
    one: Term
    several: Term
    verb: Term
    noun: Term
    phrase: Term
    word: Term
    host: Term
    cameo: Term
    plover: Term

    # traits of incident types
    nature: Term
    doneTo: Term
    counts: Term
    apartBy: Term
    distributive: Term
    coordinated: Term
    mutual: Term
    removes: Term
    covert: Term
    onBehalf: Term
    nameBefore: Term
    threatenedAs: Term
    ofDiplomats: Term


class RDF(Vocabulary, namespace="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF 1.1."""

    type: Term
    langString: Term
    first: Term
    rest: Term


class RDFS(Vocabulary, namespace="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema 1.1."""

    label: Term
    comment: Term
    range: Term
    subClassOf: Term


class OWL(Vocabulary, namespace="http://www.w3.org/2002/07/owl#"):
    """The Web Ontology Language."""

    Class: Term
    ObjectProperty: Term
    sameAs: Term
    versionInfo: Term


class SH(Vocabulary, namespace="http://www.w3.org/ns/shacl#"):
    """The Shapes Constraint Language, as far as the shapes use it."""

    IRI: Term
    alternativePath: Term
    class_: Term
    datatype: Term
    disjoint: Term
    hasValue: Term
    in_: Term
    lessThan: Term
    lessThanOrEquals: Term
    maxCount: Term
    maxInclusive: Term
    message: Term
    minCount: Term
    minInclusive: Term
    minLength: Term
    nodeKind: Term
    or_: Term
    path: Term
    pattern: Term
    property: Term
    targetClass: Term
    targetSubjectsOf: Term


class SKOS(Vocabulary, namespace="http://www.w3.org/2004/02/skos/core#"):
    """Simple Knowledge Organization System."""

    Concept: Term
    altLabel: Term
    definition: Term
    inScheme: Term
    prefLabel: Term
    scopeNote: Term


class DCTERMS(Vocabulary, namespace="http://purl.org/dc/terms/"):
    """DCMI Metadata Terms."""

    description: Term
    issued: Term
    language: Term
    publisher: Term
    title: Term


class SCHEMA(Vocabulary, namespace="https://schema.org/"):
    """schema.org."""

    rangeIncludes: Term
    url: Term


class XSD(Vocabulary, namespace="http://www.w3.org/2001/XMLSchema#"):
    """XML Schema datatypes."""

    boolean: Term
    date: Term
    decimal: Term
    double: Term
    float: Term
    gYear: Term
    int: Term
    integer: Term
    long: Term
    string: Term


#: The datatype of dates (ISO 8601-2).
EDTF = Term(f"{_EDTF_NS}EDTF")

#: The scheme that all incident types are in.
TYPE_SCHEME = Term(f"{BASE}/type")

#: The namespace of the entities of Wikidata.
WIKIDATA_NS = "http://www.wikidata.org/entity/"
#: The namespace of SVG.
SVG_NS = "http://www.w3.org/2000/svg"

#: The namespace of FollowTheMoney in RDF, as its own export writes it.
SVG_NS = "http://www.w3.org/2000/svg"
"""The namespace of SVG elements."""

SCHEMA_CONTEXT = "https://schema.org"
"""The JSON-LD context of schema.org."""

FTM_NS = "https://schema.followthemoney.tech/#"

#: The namespace of GEXF 1.3 (gexf.net).
GEXF_NS = "http://gexf.net/1.3"

#: The prefixes that every query may use without declaring them and that every export declares.
PREFIXES = {
    "tal": NS,
    "type": TYPES_NS,
    "actor": f"{ID}actor/",
    "article": f"{ID}article/",
    "graph": f"{ID}graph/",
    "incident": f"{ID}incident/",
    "report": f"{ID}report/",
    "dcterms": DCTERMS.namespace,
    "edtf": _EDTF_NS,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": OWL.namespace,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF.namespace,
    "rdfs": RDFS.namespace,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "schema": SCHEMA.namespace,
    "skos": SKOS.namespace,
    "wd": WIKIDATA_NS,
    "xsd": XSD.namespace,
}


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute HTTP address, as IRIs of the graph and SPARQL endpoints are.

    >>> is_web_address("http://localhost:7878/query"), is_web_address("out/store")
    (True, False)
    """
    return text.startswith(("http://", "https://"))
