"""The ready-made questions of `ontology/questions/`: title, description, parameters, query."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from talion.errors import UnknownError, UsageError
from talion.resources import ontology_folder
from talion.store.id_lookup import find_incident
from talion.store.iris import iri
from talion.store.lookup import find_actor, nearest
from talion.store.view import View
from talion.vocabulary import PREFIXES

_HEADER = re.compile(r"#\s*(title|description|parameter):\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s*=\s*(\S+)\s*(?:\((.*)\))?")


@dataclass(frozen=True, slots=True)
class QuestionParameter:
    """What a question can be asked about: its name, its default value, and its meaning."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with a title, a description, and its parameters."""

    name: str
    title: str
    description: str
    parameters: tuple[QuestionParameter, ...]
    text: str


def ask(view: View, asked: Question, given: Mapping[str, str]) -> str:
    """Return a question's query with some parameters set; the others keep their defaults.

    A value is what a person would type: a name of an actor, an incident's or report's id, or an
    IRI. Raises UsageError for a parameter that the question does not have, UnknownError for a
    name that the graph does not have.

    >>> text = ask(view, question("ledger"), {"other": "Iran"})
    >>> "VALUES ?other { <https://w3id.org/talion/id/actor/iran> }" in text
    True
    """
    known = {p.name: p for p in asked.parameters}
    text = asked.text
    for name, value in given.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise UsageError(f"question '{asked.name}' has no parameter {name}; it has: {names}")
        default = known[name].default
        line = f"VALUES ?{name} {{ {default} }}"
        text = text.replace(line, f"VALUES ?{name} {{ {_node(view, default, value)} }}")
    return text


def _node(view: View, default: str, value: str) -> NamedNode:
    """Return the IRI of what a person typed, of the kind of the default."""
    if default.startswith("actor:"):
        return iri("actor", find_actor(view, value).id)
    if default.startswith("incident:"):
        return iri("incident", find_incident(view, value).id)
    prefix, _, rest = value.partition(":")
    full = PREFIXES[prefix] + rest if prefix in PREFIXES else value.strip("<>")
    try:
        return NamedNode(full)
    except ValueError as error:
        raise UsageError(f"'{value}' is neither an IRI nor a name such as actor:france") from error


def questions() -> Iterator[Question]:
    """Yield the ready-made questions in order of name.

    >>> [q.name for q in questions()][:3]
    ['agencies', 'alleged', 'answers']
    """
    for file in ontology_folder("questions", ".rq"):
        yield _question(file.name.removesuffix(".rq"), file.read_text("utf-8"))


def question(name: str) -> Question:
    """Return one ready-made question; UnknownError offers the nearest names.

    >>> question("ledger").parameters[0].default
    'actor:netherlands'
    """
    known = {q.name: q for q in questions()}
    if name not in known:
        near = nearest(name, known)
        if not near:
            raise UsageError(f"'{name}' is not a ready-made question; talion query lists them")
        raise UnknownError("ready-made question", name, near, of="")
    return known[name]


def _question(name: str, text: str) -> Question:
    header: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        header.setdefault(key, []).append(value.strip())
    parameters = []
    for entry in header.get("parameter", ()):
        found = _PARAMETER.fullmatch(entry)
        assert found, f"{name}: {entry}"
        parameters.append(QuestionParameter(found[1], found[2], found[3] or ""))
    return Question(
        name,
        " ".join(header.get("title", (name,))),
        " ".join(header.get("description", ())),
        tuple(parameters),
        text,
    )
