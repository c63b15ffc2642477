"""Find what a person names: an actor by any of its names, an incident by any of its ids."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from talion.errors import AmbiguousError, UnknownError
from talion.model.actor import Actor, ActorKind
from talion.model.gazetteer import Gazetteer, NameUse, fold
from talion.model.identities import NO_OTHERS, Identities
from talion.model.incident import Incident
from talion.store import from_rdf, iris
from talion.store.query import values as values_clause
from talion.store.reference import wikidata_ids
from talion.store.view import View
from talion.vocabulary import ID, PREFIXES, is_web_address

_LEAST_SIMILARITY = 60  # of 100; less similar names are no help
_CLOSE = 12  # how much less similar than the best hint another may be
_HINTS = 3
#: An identifier of Wikidata: alone, prefixed, or as the address of its entity or page.
_WIKIDATA = re.compile(r"(?:wd:|https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)", re.I)
#: The roles that a CAMEO actor code may give after the state (CAMEO 1.1b3, chapter 3).
_ROLES = frozenset(
    [
        "AGR",
        "BUS",
        "COP",
        "CVL",
        "EDU",
        "ELI",
        "ENV",
        "GOV",
        "HLH",
        "HRI",
        "IGO",
        "IMG",
        "INS",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "MNC",
        "MOD",
        "NGM",
        "NGO",
        "OPP",
        "PTY",
        "RAD",
        "REB",
        "REF",
        "REL",
        "SEP",
        "SET",
        "SPY",
        "UAF",
        "UIS",
    ]
)


def find_actor(view: View, name: str) -> Actor:
    """Return the actor that a name, alias, code, demonym, capital, id or IRI stands for.

    Codes are those of ISO 3166, identifiers of Wikidata (`Q159`, `wd:Q159`), and CAMEO's of a
    state's organs (`RUSGOV`), which stand for the state. Raises UnknownError with the nearest
    names.

    >>> find_actor(view, "Dutch").name, find_actor(view, "RUS").id
    ('Netherlands', 'russia')
    >>> find_actor(view, "Nehterlands")
    Traceback (most recent call last):
    talion.errors.UnknownError: 'Nehterlands' is not an actor ...; did you mean Netherlands?
    """
    return named_actor(Gazetteer(view.actors()), name, Identities.by(view.decisions()))


def named_actor(gazetteer: Gazetteer, name: str, identities: Identities = NO_OTHERS) -> Actor:
    """Return the actor of a gazetteer that a name or an id stands for; see `find_actor`.

    The id of an actor that `identities` merge into another finds that one.

    >>> from talion.store.reference import gazetteer
    >>> named_actor(gazetteer(), "The Hague").id
    'netherlands'
    """
    ident = id_in(name, "actor")
    ident = identities.of(ident) if ident else None
    found = (gazetteer.by_id(ident) if ident else None) or gazetteer.actor(name)
    found = found or _of_that_code(gazetteer, name) or _of_that_surname(gazetteer, name)
    if found is None:
        raise UnknownError("actor", name, _near_actors(gazetteer, name))
    return found


def _of_that_code(gazetteer: Gazetteer, name: str) -> Actor | None:
    """Return the actor of an identifier of Wikidata, or the state of a CAMEO actor code."""
    text = name.strip().strip("<>")
    if entity := _WIKIDATA.fullmatch(text):
        return gazetteer.by_id(wikidata_ids().get(entity[1].upper(), ""))
    state, *roles = (text[n : n + 3] for n in range(0, len(text), 3)) if text else ("",)
    if roles and _ROLES.issuperset(roles):
        senses = gazetteer.find(state)
        return next((s.actor for s in senses if s.use is NameUse.CODE), None)
    return None


def _of_that_surname(gazetteer: Gazetteer, name: str) -> Actor | None:
    """Return the one person whose last name it is; None where there are several or none."""
    persons = [
        a
        for a in gazetteer
        if a.kind == ActorKind.PERSON
        and any(fold(known).endswith(f" {fold(name)}") for known in (a.name, *a.names))
    ]
    return persons[0] if len(persons) == 1 else None


def find_incident(view: View, reference: str) -> Incident:
    """Return the incident of an id or IRI, its own or that of one of its reports (`article#e1`).

    The beginning of an id is enough where only one incident has it; AmbiguousError where several
    have it, UnknownError with the nearest ids where none has.

    >>> find_incident(view, "2020-12-10-expulsion-netherlands-russia").count
    2
    >>> find_incident(view, "2020-12-10-exp").count
    2
    """
    ident = id_in(reference, "incident")
    for incident in view.incidents([ident]) if ident else ():
        return incident
    for incident in view.incidents(_incident_of(view, reference)):
        return incident
    for incident in view.incidents(_successor(view, ident)):
        return incident
    rows = view.select("SELECT ?i WHERE { ?i a tal:Incident }").rows
    known = sorted(iris.ident(str(row[0]), "incident") for row in rows)
    begun = [each for each in known if ident and each.startswith(ident)]
    for incident in view.incidents(begun) if len(begun) == 1 else ():
        return incident
    if begun:
        raise AmbiguousError("incident", reference, begun)
    raise UnknownError("incident", reference, nearest(reference, known))


def _successor(view: View, ident: str | None) -> list[str]:
    """Return what an incident became that ended with a decision, as a list of one or none."""
    for decision in view.decisions():
        if ident in decision.retired:
            return _incident_of(view, decision.first)
    return []


def _incident_of(view: View, reference: str) -> list[str]:
    """Return the incident of a report, given by id or IRI, as a list of one or none."""
    report = id_in(reference, "report")
    if not report or "#" not in report:
        return []
    clause = values_clause("r", [from_rdf.iri_of("report", report)])
    rows = view.select(f"SELECT ?i WHERE {{ {clause} ?i tal:reportedBy ?r }}").rows
    return [iris.ident(str(row[0]), "incident") for row in rows]


def id_in(reference: str, kind: str) -> str | None:
    """Return the id in an id, an IRI or a prefixed name; None where it is one of another kind.

    >>> id_in("actor:russia", "actor"), id_in("https://example.org/russia", "actor")
    ('russia', None)
    """
    text = reference.strip().strip("<>")
    for start in (PREFIXES[kind], f"{kind}:"):
        if text.startswith(start):
            rest = text.removeprefix(start)
            return iris.ident(f"{ID}{kind}/{rest}", kind)
    return None if is_web_address(text) or not text else unquote(text)


def _near_actors(gazetteer: Gazetteer, name: str) -> list[str]:
    near = nearest(fold(name), gazetteer.names(), 3 * _HINTS)
    found = (gazetteer.actor(n) for n in near)
    return list(dict.fromkeys(actor.name for actor in found if actor))[:_HINTS]


def nearest(name: str, known: Iterable[str], limit: int = _HINTS) -> list[str]:
    """Return the known names that are most similar to an unknown one, the most similar first.

    >>> nearest("expulson", ["expulsion", "threat"])
    ['expulsion']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, sorted(known), scorer=fuzz.ratio, limit=limit, score_cutoff=_LEAST_SIMILARITY
    )
    return [word for word, score, _ in found if score > found[0][1] - _CLOSE]
