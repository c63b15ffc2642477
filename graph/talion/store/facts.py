"""Statements grouped by subject: the step between query solutions and values."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

#: subject -> property -> values; IRIs and literals alike as text.
Facts = dict[str, dict[str, list[str]]]


def facts_by_subject(rows: Iterable[tuple[object, object, object]]) -> Facts:
    """Group (subject, property, value) rows; each value once, in the order of the rows.

    >>> rows = [(NamedNode("x:a"), NamedNode("x:p"), Literal(v)) for v in ("1", "2", "1")]
    >>> facts = facts_by_subject(rows)
    >>> facts["x:a"]["x:p"]
    ['1', '2']
    """
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for subject, prop, value in rows:
        assert isinstance(subject, NamedNode)
        assert isinstance(prop, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        values = facts[subject.value][prop.value]
        if value.value not in values:
            values.append(value.value)
    return facts
