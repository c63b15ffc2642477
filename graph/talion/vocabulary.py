"""The terms of the graph; the only home of IRIs.

`TAL` is closed: a misspelt term is an AttributeError. Its terms and those that
`ontology/talion.ttl` declares are tested to be the same.
"""

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

NS = "https://w3id.org/talion/ns#"
TYPES_NS = "https://w3id.org/talion/type/"
ID = "https://w3id.org/talion/id/"

EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
WD = Namespace("http://www.wikidata.org/entity/")


class TAL(DefinedNamespace):
    """Talion's own classes and properties."""

    _fail = True
    _NS = Namespace(NS)

    # classes
    Actor: URIRef
    Country: URIRef
    Organization: URIRef
    Agency: URIRef
    Person: URIRef
    Mission: URIRef
    Membership: URIRef
    Office: URIRef
    Article: URIRef
    Report: URIRef
    Incident: URIRef
    IncidentType: URIRef
    Status: URIRef
    Basis: URIRef
    Claim: URIRef
    Response: URIRef
    Precedent: URIRef
    Part: URIRef
    Relation: URIRef
    Decision: URIRef
    Merge: URIRef
    Split: URIRef
    ModelRun: URIRef
    WordClass: URIRef

    # actors
    demonym: URIRef
    capital: URIRef
    metonym: URIRef
    code: URIRef
    iso2: URIRef
    iso3: URIRef
    belongsTo: URIRef
    member: URIRef
    organization: URIRef
    memberOf: URIRef
    since: URIRef
    until: URIRef
    succeededBy: URIRef
    holder: URIRef
    role: URIRef
    state: URIRef

    # articles and reports
    text: URIRef
    sha256: URIRef
    inArticle: URIRef
    mentions: URIRef
    origin: URIRef
    quote: URIRef
    start: URIRef
    end: URIRef

    # incidents
    incidentType: URIRef
    agent: URIRef
    target: URIRef
    status: URIRef
    count: URIRef
    date: URIRef
    earliest: URIRef
    latest: URIRef
    reportedBy: URIRef
    disputes: URIRef
    reported: URIRef
    alleged: URIRef
    prospective: URIRef

    # claims
    source: URIRef
    claimTarget: URIRef
    basis: URIRef
    stated: URIRef
    inferred: URIRef
    probability: URIRef
    run: URIRef
    inResponseTo: URIRef
    precedentOf: URIRef
    partOf: URIRef

    # relations between actors, derived from incidents of status reported
    subject: URIRef
    relation: URIRef
    object: URIRef
    explainedBy: URIRef
    expelled: URIRef
    cappedStaffOf: URIRef
    closedMissionOf: URIRef
    recalledStaffFrom: URIRef
    brokeRelationsWith: URIRef
    summonedEnvoyOf: URIRef
    deportedNationalsOf: URIRef
    spiedOn: URIRef
    hacked: URIRef
    interferedWith: URIRef
    attackedPersonOf: URIRef
    sabotaged: URIRef
    attacked: URIRef
    tookLegalActionAgainst: URIRef
    sanctioned: URIRef
    threatened: URIRef
    retaliatedAgainst: URIRef

    # decisions
    sameAs: URIRef
    differentFrom: URIRef
    decidedBy: URIRef
    reason: URIRef
    score: URIRef

    # incident types
    implies: URIRef
    severity: URIRef
    one: URIRef
    several: URIRef
    verb: URIRef
    noun: URIRef
    phrase: URIRef
    word: URIRef
    host: URIRef
    cameo: URIRef
    plover: URIRef

    # traits of incident types
    nature: URIRef
    doneTo: URIRef
    counts: URIRef
    apartBy: URIRef
    distributive: URIRef
    coordinated: URIRef
    mutual: URIRef
    removes: URIRef
    covert: URIRef
    onBehalf: URIRef
    nameBefore: URIRef
    threatenedAs: URIRef
    ofDiplomats: URIRef


#: Prefixes every query may use without declaring them, and every export declares.
PREFIXES = {
    "tal": NS,
    "type": TYPES_NS,
    "actor": ID + "actor/",
    "article": ID + "article/",
    "incident": ID + "incident/",
    "report": ID + "report/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
