"""Incident types as a person names them: by id or by label."""

from talion.errors import UnknownError
from talion.reciprocity.history import History
from talion.store.lookup import nearest


def known_type(history: History, name: str) -> str:
    """Return the id of an incident type; UnknownError where neither ontology nor graph has it.

    >>> known_type(history, "break of relations"), known_type(history, "expulsion")
    ('break_of_relations', 'expulsion')
    >>> known_type(history, "expulson")
    Traceback (most recent call last):
    talion.errors.UnknownError: 'expulson' is not an incident type ...; did you mean expulsion?
    """
    words = _words(name)
    for ident, label in history.labels.items():
        if words in (_words(ident), label.casefold()):
            return ident
    known = {event.type for event in history.events.values()}
    if name in known:
        return name
    raise UnknownError("incident type", name, nearest(name, {*history.labels, *known}))


def _words(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ")
