"""Find the actor that a person names: by any of its names, by a code, by its id or its start."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from talion.errors import AmbiguousError, UnknownError
from talion.model.actor import Actor, ActorKind, slug
from talion.model.gazetteer import Gazetteer, NameUse, fold
from talion.model.identities import NO_OTHERS, Identities
from talion.store import iris
from talion.store.reference import codes_in, wikidata_ids
from talion.store.view import View
from talion.vocabulary import ID, PREFIXES, is_web_address

_LEAST_SIMILARITY = 60  # of 100; less similar names are no help
_CLOSE = 12  # how much less similar than the best hint another may be
_HINTS = 3
_LEAST_BEGINNING = 4  # letters of a beginning that is not marked as an id
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

    Codes are those of ISO 3166, identifiers of Wikidata (`Q159`, `wd:Q159`), CAMEO's of states,
    their organs and of organizations (`RUSGOV`, `IGOUNO`), and, with the system before them,
    `cow:365`, `gw:365`, `cameo:NAT`. The beginning of an id is enough where only one actor has it.
    Raises UnknownError with the nearest names, AmbiguousError where several ids begin so.

    >>> find_actor(view, "Dutch").name, find_actor(view, "RUS").id, find_actor(view, "cow:365").id
    ('Netherlands', 'russia', 'russia')
    >>> find_actor(view, "Nehterlands")
    Traceback (most recent call last):
    talion.errors.UnknownError: 'Nehterlands' is not an actor ...; did you mean Netherlands?
    """
    return named_actor(Gazetteer(view.actors()), name, Identities.by(view.decisions()))


def named_actor(gazetteer: Gazetteer, name: str, identities: Identities = NO_OTHERS) -> Actor:
    """Return the actor of a gazetteer that a name or an id stands for; see `find_actor`.

    The id of an actor that `identities` merge into another finds that one.

    >>> from talion.store.reference import gazetteer
    >>> named_actor(gazetteer(), "The Hague").id, named_actor(gazetteer(), "actor:netherl").id
    ('netherlands', 'netherlands')
    """
    found = exactly_named(gazetteer, name, identities)
    found = found or _of_that_beginning(gazetteer, name, identities)
    if found is None:
        raise UnknownError("actor", name, _near_actors(gazetteer, name))
    return found


def exactly_named(
    gazetteer: Gazetteer, name: str, identities: Identities = NO_OTHERS
) -> Actor | None:
    """Return the actor that a name or an id as a whole stands for, or None.

    >>> from talion.store.reference import gazetteer
    >>> exactly_named(gazetteer(), "IGOUNO").name, exactly_named(gazetteer(), "netherl")
    ('United Nations', None)
    """
    ident = id_in(name, "actor")
    ident = identities.of(ident) if ident else None
    found = (gazetteer.by_id(ident) if ident else None) or gazetteer.actor(name)
    found = found or _of_that_code(gazetteer, name, identities)
    return found or _of_that_surname(gazetteer, name)


def _of_that_code(gazetteer: Gazetteer, name: str, identities: Identities) -> Actor | None:
    """Return the actor of an identifier of Wikidata, of a code in a system, or of CAMEO."""
    text = name.strip().strip("<>")
    if entity := _WIKIDATA.fullmatch(text):
        return gazetteer.by_id(identities.of(wikidata_ids().get(entity[1].upper(), "")))
    system, _, code = text.partition(":")
    for ident in codes_in(system.casefold()).get(code.strip(), ()):
        if found := gazetteer.by_id(identities.of(ident)):
            return found
    return _of_cameo(gazetteer, code if system.casefold() == "cameo" else text, identities)


def _of_cameo(gazetteer: Gazetteer, text: str, identities: Identities) -> Actor | None:
    """Return the organization that a CAMEO actor code ends with, or the state of its organ."""
    if not text.isupper() or len(text) % 3:
        return None
    first, *more = (text[n : n + 3] for n in range(0, len(text), 3))
    for ident in codes_in("cameo").get(text[-3:], ()):
        return gazetteer.by_id(identities.of(ident))
    if _ROLES.issuperset(more):
        senses = gazetteer.find(first)
        return next((s.actor for s in senses if s.use is NameUse.CODE), None)
    return None


def _of_that_beginning(gazetteer: Gazetteer, name: str, identities: Identities) -> Actor | None:
    """Return the one actor whose id begins so; AmbiguousError where several do.

    What is not marked as an id (`actor:…`) must at least look like one.
    """
    ident = id_in(name, "actor")
    marked = ident is not None and ident != name
    if not ident or not (marked or (len(ident) >= _LEAST_BEGINNING and slug(ident) == ident)):
        return None
    known = {*(actor.id for actor in gazetteer), *identities.merged}
    begun = sorted({identities.of(each) for each in known if each.startswith(ident)})
    if len(begun) > 1:
        raise AmbiguousError("actor", name, begun)
    return gazetteer.by_id(begun[0]) if begun else None


def _of_that_surname(gazetteer: Gazetteer, name: str) -> Actor | None:
    """Return the one person whose last name it is; None where there are several or none."""
    persons = [
        a
        for a in gazetteer
        if a.kind == ActorKind.PERSON
        and any(fold(known).endswith(f" {fold(name)}") for known in (a.name, *a.names))
    ]
    return persons[0] if len(persons) == 1 else None


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
