"""Statements grouped by subject: the step between query solutions and values."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

#: subject -> property -> values; IRIs and literals alike as text.
Facts = dict[str, dict[str, list[str]]]

#: A statement: IRI of the subject, IRI of the property, the value as pyoxigraph has it.
Row = tuple[str, str, object]


def facts_by_subject(rows: Iterable[Row]) -> Facts:
    """Group (subject, property, value) rows; each value once, in the order of the rows.

    >>> rows = [("x:a", "x:p", Literal(v)) for v in ("1", "2", "1")]
    >>> facts = facts_by_subject(rows)
    >>> facts["x:a"]["x:p"]
    ['1', '2']
    """
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for subject, prop, value in rows:
        assert isinstance(value, NamedNode | Literal)
        values = facts[subject][prop]
        if value.value not in values:
            values.append(value.value)
    return facts


def facts_of_quads(quads: Iterable[Quad]) -> Facts:
    """Group the statements about things that have an IRI.

    >>> facts_of_quads([Quad(NamedNode("x:a"), NamedNode("x:p"), Literal("1"))])["x:a"]["x:p"]
    ['1']
    """
    return facts_by_subject(
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in quads
        if isinstance(quad.subject, NamedNode)
    )


def in_order(facts: Facts) -> Facts:
    """Return facts ordered by subject, the values of each property in order too.

    >>> in_order({"x:b": {"x:p": ["2", "1"]}, "x:a": {}})
    {'x:a': {}, 'x:b': {'x:p': ['1', '2']}}
    """
    for about in facts.values():
        for values in about.values():
            if len(values) > 1:
                values.sort()
    return dict(sorted(facts.items()))
