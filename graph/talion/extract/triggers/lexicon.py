"""The trigger words of the ontology, ready to be looked up by the base form of a word."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from talion.extract.triggers.frame import Flag, Frame, FrameKind, read_frame
from talion.model.incident import IncidentType
from talion.store.reference import incident_types, parse_ontology
from talion.vocabulary import SKOS, TAL, TYPES_NS

_CLASS = "class/"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by the base form of their anchor, and the classes of words."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    phrases: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return the names of groups of states with their members: the Baltic states.

        >>> lexicon().groups()["baltic states"]
        ('Estonia', 'Latvia', 'Lithuania')
        """
        return {
            name.replace("-", " "): tuple(sorted(self.classes[f"members-{group}"]))
            for key, names in self.classes.items()
            if key.startswith("group-") and (group := key.removeprefix("group-"))
            for name in names
        }

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a class; KeyError where the ontology has none of that name.

        >>> "ambassador" in lexicon().words("diplomat")
        True
        """
        return self.classes[name]


def _classes() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for quad in parse_ontology("incident-types.ttl"):
        subject = str(quad.subject.value)  # type: ignore[union-attr]
        value = str(quad.object.value)  # type: ignore[union-attr]
        if quad.predicate == TAL.word.node:
            words[subject.removeprefix(TYPES_NS + _CLASS)].add(value)
    return {name: frozenset(values) for name, values in words.items()}


@cache
def class_labels() -> dict[str, str]:
    """Return the name that people read for each class of words that has one.

    >>> class_labels()["mission"]
    'diplomatic missions'
    """
    return {
        quad.subject.value.removeprefix(TYPES_NS + _CLASS): quad.object.value
        for quad in parse_ontology("incident-types.ttl")
        if quad.predicate == SKOS.prefLabel.node
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.subject.value.startswith(TYPES_NS + _CLASS)
    }


def build(types: Iterable[IncidentType], classes: dict[str, frozenset[str]]) -> Lexicon:
    """Return the lexicon of some incident types.

    >>> closure = IncidentType("closure", "closure", "", 0.4, None, nouns=("closure <mission>",))
    >>> words = build([closure], {"mission": frozenset({"embassy", "consulate"})})
    >>> [sorted(frame.object) for frame in words.nouns["closure"]]
    [['consulate', 'embassy']]
    """
    tables: dict[FrameKind, dict[str, list[Frame]]] = {k: defaultdict(list) for k in FrameKind}
    for incident_type in types:
        for kind, texts in (
            (FrameKind.VERB, incident_type.verbs),
            (FrameKind.NOUN, incident_type.nouns),
            (FrameKind.PHRASE, incident_type.phrases),
        ):
            for text in texts:
                frame = read_frame(incident_type.id, kind, text, classes)
                key = frame.anchor[-1] if kind is FrameKind.PHRASE else frame.anchor[0]
                tables[kind][key].append(frame)
    verbs, nouns, phrases = (
        {k: tuple(sorted(v, key=lambda f: Flag.LAST in f.flags)) for k, v in table.items()}
        for table in tables.values()
    )
    return Lexicon(verbs, nouns, phrases, classes)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the shipped ontology.

    >>> "expulsion" in {frame.type for frame in lexicon().verbs["expel"]}
    True
    """
    return build(incident_types(), _classes())
