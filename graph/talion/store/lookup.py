"""Find what a person names: an actor by any of its names, an incident by any of its ids."""

from collections.abc import Iterable
from urllib.parse import unquote

from talion.errors import UnknownError
from talion.model.actor import Actor, ActorKind
from talion.model.gazetteer import Gazetteer, fold
from talion.model.incident import Incident
from talion.store import from_rdf, iris
from talion.store.query import values as values_clause
from talion.store.view import View
from talion.vocabulary import ID, PREFIXES, is_web_address

_LEAST_SIMILARITY = 60  # of 100; less similar names are no help
_CLOSE = 12  # how much less similar than the best hint another may be
_HINTS = 3


def find_actor(view: View, name: str) -> Actor:
    """Return the actor that a name, alias, code, demonym, capital, id or IRI stands for.

    Raises UnknownError with the nearest names.

    >>> find_actor(view, "Dutch").name, find_actor(view, "RUS").id
    ('Netherlands', 'russia')
    >>> find_actor(view, "Nehterlands")
    Traceback (most recent call last):
    talion.errors.UnknownError: 'Nehterlands' is not an actor ...; did you mean Netherlands?
    """
    return named_actor(Gazetteer(view.actors()), name)


def named_actor(gazetteer: Gazetteer, name: str) -> Actor:
    """Return the actor of a gazetteer that a name or an id stands for; see `find_actor`.

    >>> from talion.store.reference import gazetteer
    >>> named_actor(gazetteer(), "The Hague").id
    'netherlands'
    """
    ident = _id(name, "actor")
    found = (gazetteer.by_id(ident) if ident else None) or gazetteer.actor(name)
    found = found or _of_that_surname(gazetteer, name)
    if found is None:
        raise UnknownError("actor", name, _near_actors(gazetteer, name))
    return found


def _of_that_surname(gazetteer: Gazetteer, name: str) -> Actor | None:
    """Return the one person whose last name it is; None where there are several or none."""
    persons = [
        a
        for a in gazetteer
        if a.kind == ActorKind.PERSON and fold(a.name).endswith(f" {fold(name)}")
    ]
    return persons[0] if len(persons) == 1 else None


def find_incident(view: View, reference: str) -> Incident:
    """Return the incident of an id or IRI, its own or that of one of its reports (`article#e1`).

    Raises UnknownError with the nearest ids.

    >>> find_incident(view, "2020-12-10-expulsion-netherlands-russia").count
    2
    """
    ident = _id(reference, "incident")
    for incident in view.incidents([ident]) if ident else ():
        return incident
    for incident in view.incidents(_incident_of(view, reference)):
        return incident
    ids = [str(row[0]) for row in view.select("SELECT ?i WHERE { ?i a tal:Incident }").rows]
    near = nearest(reference, [iris.ident(i, "incident") for i in ids])
    raise UnknownError("incident", reference, near)


def _incident_of(view: View, reference: str) -> list[str]:
    """Return the incident of a report, given by id or IRI, as a list of one or none."""
    report = _id(reference, "report")
    if not report or "#" not in report:
        return []
    clause = values_clause("r", [from_rdf.iri_of("report", report)])
    rows = view.select(f"SELECT ?i WHERE {{ {clause} ?i tal:reportedBy ?r }}").rows
    return [iris.ident(str(row[0]), "incident") for row in rows]


def _id(reference: str, kind: str) -> str | None:
    """Return the id in an id, an IRI or a prefixed name; None where it is one of another kind."""
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
