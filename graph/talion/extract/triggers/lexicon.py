"""The trigger words of the ontology as frames: what a word needs beside it to mean an incident."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from talion.model.incident import IncidentType
from talion.store.reference import incident_types, parse_ontology
from talion.vocabulary import NS, TYPES_NS

_CLASS = "class/"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell of a type of incident, as written in `ontology/incident-types.ttl`.

    `anchor` is the base form of the word, `particle` what goes with a verb. `object` is what it
    must be done to, `needs` sets of words of which one must follow (or, for nouns, stand near),
    `bars` words that shut the sense out, `flags` the rest (`future`, `doer` and so on).
    """

    type: str
    text: str
    kind: str
    anchor: tuple[str, ...]
    particle: str | None = None
    object: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()
    bars: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by the base form of their anchor, the classes of words, and who is host."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    phrases: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]
    hosts: dict[str, str]
    severity: dict[str, float] = field(default_factory=dict)

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return the names of groups of states with their members: the Baltic states."""
        return {
            name.replace("-", " "): tuple(sorted(self.classes[f"members-{group}"]))
            for key, names in self.classes.items()
            if key.startswith("group-") and (group := key.removeprefix("group-"))
            for name in names
        }

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a class; KeyError where the ontology has none of that name."""
        return self.classes[name]


def read_frame(type_id: str, kind: str, text: str, classes: dict[str, frozenset[str]]) -> Frame:
    """Return the frame that a trigger text describes; KeyError on an unknown class.

    The text is base forms, a verb's particle among them, then, in any order: `<class>` what it
    must be done to, `+word` or `+<class>` (alternatives by `|`) what must follow, `-word` or
    `-<class>` what must not, `%flag`.
    """
    anchor: list[str] = []
    needs: list[frozenset[str]] = []
    objects: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()
    flags: set[str] = set()
    for piece in text.split():
        if piece[0] == "<":
            objects |= _alternatives(piece, classes)
        elif piece[0] == "+":
            needs.append(_alternatives(piece[1:], classes))
        elif piece[0] == "-" and len(piece) > 1:
            bars |= _alternatives(piece[1:], classes)
        elif piece[0] == "%":
            flags.add(piece[1:])
        else:
            anchor.append(piece)
    particle = anchor[1] if kind == "verb" and len(anchor) > 1 else None
    words = tuple(anchor[:1]) if kind == "verb" else tuple(anchor)
    return Frame(
        type_id, text, kind, words, particle, objects, tuple(needs), bars, frozenset(flags)
    )


def _alternatives(piece: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for option in piece.replace("<", "").replace(">", "").split("|"):
        words |= classes[option] if option in classes and "<" in piece else {option}
    return frozenset(words)


def _classes() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    words: dict[str, set[str]] = defaultdict(set)
    hosts: dict[str, str] = {}
    for quad in parse_ontology("incident-types.ttl"):
        subject = str(quad.subject.value)  # type: ignore[union-attr]
        value = str(quad.object.value)  # type: ignore[union-attr]
        if quad.predicate.value == NS + "word":
            words[subject.removeprefix(TYPES_NS + _CLASS)].add(value)
        elif quad.predicate.value == NS + "host":
            hosts[subject.removeprefix(TYPES_NS)] = value
    return {name: frozenset(values) for name, values in words.items()}, hosts


def build(
    types: Iterable[IncidentType], classes: dict[str, frozenset[str]], hosts: dict[str, str]
) -> Lexicon:
    """Return the lexicon of some incident types."""
    tables: dict[str, dict[str, list[Frame]]] = {
        k: defaultdict(list) for k in ("verb", "noun", "phrase")
    }
    severity = {}
    for incident_type in types:
        severity[incident_type.id] = incident_type.severity
        for kind, texts in (
            ("verb", incident_type.verbs),
            ("noun", incident_type.nouns),
            ("phrase", incident_type.phrases),
        ):
            for text in texts:
                frame = read_frame(incident_type.id, kind, text, classes)
                key = frame.anchor[-1] if kind == "phrase" else frame.anchor[0]
                tables[kind][key].append(frame)
    verbs, nouns, phrases = (
        {k: tuple(sorted(v, key=lambda f: "last" in f.flags)) for k, v in table.items()}
        for table in tables.values()
    )
    return Lexicon(verbs, nouns, phrases, classes, hosts, severity)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the shipped ontology."""
    classes, hosts = _classes()
    return build(incident_types(), classes, hosts)
