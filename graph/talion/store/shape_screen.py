"""A first pass over the shapes: which things certainly conform, so that pySHACL need not see them.

The shapes of `ontology/shapes/` are compiled to plain checks. A check may be stricter than the
shape, never laxer: what it does not pass goes to pySHACL, whose word is final. A shape that uses a
constraint without a check here passes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from talion.model.date import Date
from talion.vocabulary import EDTF, RDF, SH, XSD

Thing = NamedNode | BlankNode
Value = NamedNode | BlankNode | Literal
#: What is said of one thing: property -> values, each once.
About = Mapping[NamedNode, Collection[Value]]


class Statements(Protocol):
    """The statements that are validated."""

    def about(self, thing: Thing) -> About:
        """Return what is said of a thing."""

    def about_mentioned(self, thing: Thing) -> About:
        """Return what is said of what another thing mentions."""

    def classes_of(self, value: Value) -> Collection[NamedNode]:
        """Return the classes of a thing, and the classes above these."""


Check = Callable[[Collection[Value], About, Statements], bool]

_SAID = frozenset(
    (RDF.type.node, SH.path.node, SH.message.node, SH.targetClass.node, SH.targetSubjectsOf.node)
)


@dataclass(frozen=True, slots=True)
class _PropertyShape:
    """What the values at the end of a path must be; a step is a property, or any of several."""

    path: tuple[tuple[NamedNode, ...], ...]
    checks: tuple[Check, ...]

    def passes(self, about: About, graph: Statements) -> bool:
        first, *others = self.path
        values = _values(about, first)
        for step in others:
            things = [value for value in values if not isinstance(value, Literal)]
            values = {v for thing in things for v in _values(graph.about_mentioned(thing), step)}
        return all(check(values, about, graph) for check in self.checks)


def _values(about: About, step: tuple[NamedNode, ...]) -> Collection[Value]:
    if len(step) == 1:
        return about.get(step[0], ())
    return {value for prop in step for value in about.get(prop, ())}


@dataclass(frozen=True, slots=True)
class Screen:
    """The checks of some shapes, by the class and by the property whose things they hold for.

    None stands for a shape that cannot be checked here.
    """

    by_class: Mapping[NamedNode, tuple[_PropertyShape | None, ...]]
    by_property: Mapping[NamedNode, tuple[_PropertyShape | None, ...]]

    def passes(self, thing: Thing, graph: Statements) -> bool:
        """Whether a thing certainly conforms to every shape that holds for it."""
        about = graph.about(thing)
        found = [p for kind in graph.classes_of(thing) for p in self.by_class.get(kind, ())]
        found += [p for prop, each in self.by_property.items() if prop in about for p in each]
        return all(p is not None and p.passes(about, graph) for p in found)

    @property
    def through(self) -> frozenset[NamedNode]:
        """The properties that a path of several steps goes through before its last step."""
        shapes = (*self.by_class.values(), *self.by_property.values())
        paths = [p.path for each in shapes for p in each if p is not None]
        return frozenset(prop for path in paths for step in path[:-1] for prop in step)


def compile_shapes(quads: Iterable[Quad]) -> Screen:
    """Return the checks of the node shapes among some statements.

    >>> from pyoxigraph import RdfFormat, parse
    >>> shape = '''PREFIX sh: <http://www.w3.org/ns/shacl#>
    ...     <x:shape> a sh:NodeShape ; sh:targetClass <x:Act> ;
    ...         sh:property [ sh:path <x:by> ; sh:minCount 1 ] .'''
    >>> screen = compile_shapes(parse(shape, format=RdfFormat.TURTLE))
    >>> sorted(len(shapes) for shapes in screen.by_class.values())
    [1]
    """
    return _ShapesGraph(quads).screen()


class _ShapesGraph:
    """Shapes as they stand in a graph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.said: dict[object, dict[NamedNode, list[Value]]] = defaultdict(dict)
        for quad in quads:
            assert isinstance(quad.object, NamedNode | BlankNode | Literal)
            self.said[quad.subject].setdefault(quad.predicate, []).append(quad.object)

    def screen(self) -> Screen:
        by_class: dict[NamedNode, tuple[_PropertyShape | None, ...]] = defaultdict(tuple)
        by_property: dict[NamedNode, tuple[_PropertyShape | None, ...]] = defaultdict(tuple)
        for said in list(self.said.values()):
            for goal, found in ((SH.targetClass, by_class), (SH.targetSubjectsOf, by_property)):
                for target in said.get(goal.node, ()):
                    assert isinstance(target, NamedNode)
                    found[target] += tuple(self._properties(said))
        return Screen(dict(by_class), dict(by_property))

    def _properties(self, said: Mapping[NamedNode, list[Value]]) -> Iterator[_PropertyShape | None]:
        """Yield the property shapes of a node shape; None for whatever else it says."""
        if said.keys() - _SAID - {SH.property.node}:
            yield None
        for node in said.get(SH.property.node, ()):
            yield self._property(self.said[node])

    def _property(self, said: Mapping[NamedNode, list[Value]]) -> _PropertyShape | None:
        checks: list[Check] = []
        for term, values in said.items():
            if term not in _SAID:
                made = self._check(term, values)
                if made is None:
                    return None
                checks.append(made)
        (path,) = said[SH.path.node]
        steps = [self._step(each) for each in (self._list(path) or [path])]
        return _PropertyShape(tuple(steps), tuple(checks)) if all(steps) else None

    def _step(self, node: Value) -> tuple[NamedNode, ...]:
        """Return the property of a step, or its alternatives; nothing for any other step."""
        either = self.said[node].get(SH.alternativePath.node, ()) if node in self.said else ()
        found = self._list(either[0]) if either else [node]
        named = [prop for prop in found if isinstance(prop, NamedNode)]
        return tuple(named) if len(named) == len(found) else ()

    def _check(self, term: NamedNode, values: list[Value]) -> Check | None:
        if len(values) != 1:
            return None
        (value,) = values
        if term == SH.in_.node:
            return _each(frozenset(self._list(value)).__contains__)
        if term == SH.or_.node:
            return self._any(self._list(value))
        make = _MAKERS.get(term)
        return None if make is None else make(value)

    def _any(self, shapes: list[Value]) -> Check | None:
        """Return that each value is as one of some shapes has it."""
        made = [self._property({SH.path.node: [RDF.type.node], **self.said[s]}) for s in shapes]
        parts = [part for part in made if part is not None]
        if len(parts) < len(shapes):
            return None
        return lambda values, about, graph: all(
            any(all(check((v,), about, graph) for check in part.checks) for part in parts)
            for v in values
        )

    def _list(self, node: Value) -> list[Value]:
        found: list[Value] = []
        while RDF.rest.node in self.said.get(node, ()):
            (first,), (node,) = (self.said[node][term.node] for term in (RDF.first, RDF.rest))
            found.append(first)
        return found


def _each(test: Callable[[Value], bool]) -> Check:
    """Return that each value passes a test."""
    return lambda values, _, __: all(map(test, values))


def _number(value: Value) -> int:
    assert isinstance(value, Literal)
    return int(value.value)


def _min_count(value: Value) -> Check:
    least = _number(value)
    return lambda values, _, __: len(values) >= least


def _max_count(value: Value) -> Check:
    most = _number(value)
    return lambda values, _, __: len(values) <= most


def _class(value: Value) -> Check:
    return lambda values, _, graph: all(value in graph.classes_of(v) for v in values)


def _datatype(value: Value) -> Check:
    read = _READERS.get(value)
    if read is None:
        return _each(lambda v: isinstance(v, Literal) and v.datatype == value)
    return _each(
        lambda v: isinstance(v, Literal) and v.datatype == value and read(v.value) is not None
    )


def _kind(value: Value) -> Check | None:
    return _each(lambda v: isinstance(v, NamedNode)) if value == SH.IRI.node else None


def _has_value(value: Value) -> Check:
    return lambda values, _, __: value in values


def _min_length(value: Value) -> Check:
    least = _number(value)
    return _each(lambda v: not isinstance(v, BlankNode) and len(v.value) >= least)


def _pattern(value: Value) -> Check:
    assert isinstance(value, Literal)
    found = re.compile(value.value).search
    return _each(lambda v: not isinstance(v, BlankNode) and found(v.value) is not None)


def _disjoint(value: Value) -> Check:
    assert isinstance(value, NamedNode)
    return lambda values, about, _: set(about.get(value, ())).isdisjoint(values)


def _range(in_order: Callable[[Decimal, Decimal], bool]) -> Callable[[Value], Check]:
    def make(value: Value) -> Check:
        bound = _comparable(value)

        def within(v: Value) -> bool:
            found = _comparable(v)
            return (
                isinstance(bound, Decimal) and isinstance(found, Decimal) and in_order(bound, found)
            )

        return _each(within)

    return make


def _before(in_order: Callable[[object, object], bool]) -> Callable[[Value], Check]:
    def make(value: Value) -> Check:
        assert isinstance(value, NamedNode)

        def check(values: Collection[Value], about: About, _: Statements) -> bool:
            ends = [_comparable(end) for end in about.get(value, ())]
            starts = [_comparable(start) for start in values]
            return all(
                start is not None and type(start) is type(end) and in_order(start, end)
                for start in starts
                for end in ends
            )

        return check

    return make


def _comparable(value: Value) -> Decimal | date | None:
    """Return a number or a day; None for whatever else, which pySHACL then compares."""
    if not isinstance(value, Literal) or value.datatype == XSD.boolean.node:
        return None
    read = _READERS.get(value.datatype)
    found = None if read is None else read(value.value)
    return found if isinstance(found, Decimal | date) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def readable_date(text: str) -> Date | None:
    """Return a date in EDTF, None where a text is none.

    >>> [found and found.edtf for found in map(readable_date, ("2018-03", "2018-13"))]
    ['2018-03', None]
    """
    try:
        return Date(text)
    except ValueError:
        return None


def _number_of(pattern: str) -> Callable[[str], Decimal | None]:
    whole = re.compile(pattern)
    return lambda text: Decimal(text) if whole.fullmatch(text) else None


_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
#: How a literal of a datatype is read; what gives None may be ill-formed.
_READERS: Mapping[Value, Callable[[str], object]] = {
    XSD.integer.node: _number_of(r"[+-]?[0-9]{1,18}"),
    XSD.decimal.node: _number_of(r"[+-]?[0-9]{1,18}([.][0-9]{1,18})?"),
    XSD.boolean.node: re.compile("true|false").fullmatch,
    XSD.date.node: _day,
    EDTF.node: readable_date,
}
_MAKERS: Mapping[NamedNode, Callable[[Value], Check | None]] = {
    SH.minCount.node: _min_count,
    SH.maxCount.node: _max_count,
    SH.class_.node: _class,
    SH.datatype.node: _datatype,
    SH.nodeKind.node: _kind,
    SH.hasValue.node: _has_value,
    SH.minLength.node: _min_length,
    SH.pattern.node: _pattern,
    SH.disjoint.node: _disjoint,
    SH.minInclusive.node: _range(lambda bound, found: bound <= found),
    SH.maxInclusive.node: _range(lambda bound, found: found <= bound),
    SH.lessThan.node: _before(lambda one, other: one < other),  # type: ignore[operator]
    SH.lessThanOrEquals.node: _before(lambda one, other: one <= other),  # type: ignore[operator]
}
