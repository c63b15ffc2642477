"""What is said of each subject, gathered from query solutions: the step between RDF and values."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

#: subject -> property -> values; IRIs and literals alike as text.
Facts = dict[str, dict[str, list[str]]]


def facts_by_subject(rows: Iterable[tuple[object, object, object]]) -> Facts:
    """Return the facts of (subject, property, value) rows; each value once, in row order."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for subject, prop, value in rows:
        assert isinstance(subject, NamedNode)
        assert isinstance(prop, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        values = facts[subject.value][prop.value]
        if value.value not in values:
            values.append(value.value)
    return facts
