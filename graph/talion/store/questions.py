"""The ready-made questions of `ontology/questions/`: title, description, parameters, query."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from talion.errors import UnknownError, UsageError
from talion.resources import ontology_folder
from talion.store.lookup import nearest
from talion.vocabulary import PREFIXES

_HEADER = re.compile(r"#\s*(title|description|parameter):\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s*=\s*(\S+)\s*(?:\((.*)\))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a question is about: its name, what it stands for unless told, and why."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with a title, a sentence on what it tells, and its parameters."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def ask(self, given: Mapping[str, str]) -> str:
        """Return the query for some values of its parameters; the others keep their defaults.

        A value is an IRI or a prefixed name (`actor:russia`). Raises UsageError for a parameter
        that the question does not have, or a value that is neither.
        """
        known = {p.name: p for p in self.parameters}
        text = self.text
        for name, value in given.items():
            if name not in known:
                names = ", ".join(known) or "none"
                raise UsageError(f"question '{self.name}' has no parameter {name}; it has: {names}")
            line = f"VALUES ?{name} {{ {known[name].default} }}"
            text = text.replace(line, f"VALUES ?{name} {{ {_node(value)} }}")
        return text


def _node(value: str) -> NamedNode:
    prefix, _, rest = value.partition(":")
    full = PREFIXES[prefix] + rest if prefix in PREFIXES else value.strip("<>")
    try:
        return NamedNode(full)
    except ValueError as error:
        raise UsageError(f"'{value}' is neither an IRI nor a name such as actor:russia") from error


def questions() -> Iterator[Question]:
    """Yield the ready-made questions by name."""
    for file in ontology_folder("questions", ".rq"):
        yield _question(file.name.removesuffix(".rq"), file.read_text("utf-8"))


def question(name: str) -> Question:
    """Return one ready-made question; UnknownError offers the nearest names."""
    known = {q.name: q for q in questions()}
    if name not in known:
        raise UnknownError("ready-made question", name, nearest(name, known))
    return known[name]


def _question(name: str, text: str) -> Question:
    header: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        header.setdefault(key, []).append(value.strip())
    parameters = []
    for entry in header.get("parameter", ()):
        found = _PARAMETER.fullmatch(entry)
        assert found, f"{name}: {entry}"
        parameters.append(Parameter(found[1], found[2], found[3] or ""))
    return Question(
        name,
        " ".join(header.get("title", (name,))),
        " ".join(header.get("description", ())),
        tuple(parameters),
        text,
    )
