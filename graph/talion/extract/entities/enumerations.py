"""Lists of actors with their numbers: "Peru (13)", "Chile 4 and Cuba two each", "27 Peruvians"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.symbols import Symbol, SymbolText


class Shape(Enum):
    """How the members of a list are told.

    By name with a number, as people, after "by", "from" or "to", or by name with a time: "Peru
    expelled them on Monday, Chile a day later".
    """

    NAMES = auto()
    PEOPLE = auto()
    DOERS = auto()
    ORIGINS = auto()
    ADDRESSEES = auto()
    TIMES = auto()


@dataclass(frozen=True, slots=True)
class Member:
    """An actor in a list, the number beside it, and the tokens [start, end) of its entry.

    `drop` is by how much a number is reduced: of "from 50 to 18", 32. An entry is `bare` that
    holds nothing beside name, number and date.
    """

    mention: EntityMention
    number: int | None
    start: int
    end: int
    drop: int | None = None
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of actors, tokens [start, end).

    `own_lines` tells whether its entries stand on lines of their own, `shared` whether one number
    is that of each of several members, `joined` whether a comma or "and" stands before it.
    """

    start: int
    end: int
    shape: Shape
    members: tuple[Member, ...]
    own_lines: bool = False
    shared: bool = False
    joined: bool = False


_GROUP = r"(?P<group>t?S(?:[,&]{1,4}t?S){0,40})"
_GLOSS = r"(?:\([^()L]{0,8}\))?"
_COUNT = r"e?n[wft']{0,4}e?"
_ENTRIES = {
    Shape.NAMES: re.compile(
        rf"(?>{_GROUP}){_GLOSS}(?:\({_COUNT}[^()L]{{0,12}}\)|[d']{{0,2}}fnon|d{{0,2}}{_COUNT}|,n(?=[;.L]|$))"
    ),
    Shape.PEOPLE: re.compile(r"[ni]w{0,2}(?P<group>[DS](?=w)|D)w{0,4}"),
    Shape.DOERS: re.compile(rf"nw{{0,3}}e?b{_GROUP}"),
    Shape.TIMES: re.compile(rf"(?<=[,;&]){_GROUP}(?:x?m[xn]?|[inx]ux)(?=[.,;&L]|$)"),
    Shape.ORIGINS: re.compile(rf"e?nw{{0,3}}e?fe?f?{_GROUP}(?!')e?"),
}
_SERIES = re.compile(r"t?S(?:,t?S){0,40},?&{1,3}t?S")
_BETWEEN = re.compile(r"[,;&]{1,4}")
_BARE = re.compile(rf"{_GROUP}{_GLOSS}d[dmnxt().]{{0,8}}")
_LINE_OPENING = re.compile(r"(?:[^SDL]{1,5}d)?(?P<to>[ofb]?)")
_LINE_HEAD = re.compile(rf"{_GROUP}{_GLOSS}d")


def enumerations(text: SymbolText) -> list[Enumeration]:
    """Return the lists in the symbols of a text, in reading order; they do not overlap.

    >>> text = context("Peru (13), Chile and Cuba (two each) and Haiti (1).")
    >>> [(m.mention.text, m.number) for e in text.enumerations for m in e.members]
    [('peru', 13), ('chile', 2), ('cuba', 2), ('haiti', 1)]
    """
    found: list[Enumeration] = _listed_lines(text)
    for shape in _ENTRIES:
        found += [e for e in _runs(text, shape) if not any(_overlap(e, f) for f in found)]
    return sorted(found, key=lambda e: e.start)


def series(text: SymbolText) -> list[tuple[EntityMention, ...]]:
    """Return the names in a row that end in "and"; two have no comma between.

    >>> from talion.extract.entities.symbols import symbols
    >>> text = context("From Peru, Chile and Cuba.")
    >>> [[m.text for m in names] for names in series(symbols(text.parse, text.mentions))]
    [['peru', 'chile', 'cuba']]
    """
    found = []
    for run in _SERIES.finditer(text.text):
        names = tuple(text.mentions[k] for k in range(*run.span()) if k in text.mentions)
        if len(names) > 2 or "," not in run.group():
            found.append(names)
    return found


def _overlap(one: Enumeration, other: Enumeration) -> bool:
    """Whether two lists share tokens; a list of several within a line of another stands alone."""
    if other.own_lines and len(one.members) > 1:
        heads = [m.mention for m in other.members]
        return any(m.mention in heads for m in one.members)
    return one.start < other.end and other.start < one.end


def _runs(text: SymbolText, shape: Shape) -> Iterator[Enumeration]:
    """Yield the lists within a line: entries of one shape with commas, "and" or "while" between."""
    run: list[re.Match[str]] = []
    for entry in _ENTRIES[shape].finditer(text.text):
        if run and _BETWEEN.fullmatch(text.text, run[-1].end(), entry.start()) is None:
            yield _enumeration(text, shape, run)
            run = []
        run.append(entry)
    if run:
        yield _enumeration(text, shape, run)


def _enumeration(text: SymbolText, shape: Shape, run: list[re.Match[str]]) -> Enumeration:
    members = tuple(m for entry in run for m in _members(text, entry))
    first, last = text.tokens(run[0].start(), run[-1].end())
    before = text.text[run[0].start() - 1 : run[0].start()]
    return Enumeration(
        first,
        last,
        shape,
        members,
        shared=any(_is_shared(entry) for entry in run),
        joined=before != "" and before in ",;&",
    )


def _is_shared(entry: re.Match[str]) -> bool:
    """Whether a number is said to be that of each: "two each", "one apiece"."""
    return Symbol.EACH in entry.group()


def _members(text: SymbolText, entry: re.Match[str]) -> Iterator[Member]:
    """Yield the members of an entry; of several, only "each" gives all the number."""
    names = [k for k in range(*entry.span("group")) if k in text.mentions]
    counted = entry.re is not _ENTRIES[Shape.TIMES]
    numbers = [text.numbers.get(k, 1) for k in range(*entry.span()) if text.text[k] in "ni"]
    first, last = text.tokens(*entry.span())
    is_range = Symbol.FROM + Symbol.NUMBER + Symbol.TO + Symbol.NUMBER in entry.group()
    drop = abs(numbers[0] - numbers[1]) if is_range else None
    for k in names:
        known = len(names) == 1 or _is_shared(entry) or (k == names[-1] and len(names) > 2)
        number = numbers[0] if known and counted and not is_range else None
        yield Member(text.mentions[k], number, first, last, drop)


def _listed_lines(text: SymbolText) -> list[Enumeration]:
    """Return the lists of which each entry opens a line of its own, two of them in a row."""
    found: list[Enumeration] = []
    gap = 0
    for start, end in _lines(text.text):
        line = _listed_line(text, start, end)
        if line is None:
            gap += 1
            continue
        if found and gap < 2 and found[-1].shape is line.shape:
            found[-1] = replace(
                found[-1],
                end=line.end,
                members=(*found[-1].members, *line.members),
                shared=True,
            )
        else:
            found.append(line)
        gap = 0
    return [replace(f, shared=False) for f in found if f.shared]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find(Symbol.LINE, start)
        end = len(text) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _listed_line(text: SymbolText, start: int, end: int) -> Enumeration | None:
    """Return the list that one line is, if it opens with names and a number or a dash."""
    opening = _LINE_OPENING.match(text.text, start, end)
    at = opening.end() if opening is not None else start
    to = opening is not None and opening.group("to") != ""
    run: list[Member] = []
    while (entry := _ENTRIES[Shape.NAMES].match(text.text, at, end)) is not None:
        run += _members(text, entry)
        between = _BETWEEN.match(text.text, entry.end(), end)
        at = between.end() if between is not None else end
    if not run and (head := _LINE_HEAD.match(text.text, at, end)) is not None:
        names = [k for k in range(*head.span("group")) if k in text.mentions]
        run = [Member(text.mentions[k], None, 0, 0) for k in names]
    if not run:
        return None
    first, last = text.tokens(start, end)
    shape = Shape.ADDRESSEES if to else Shape.NAMES
    bare = _BARE.fullmatch(text.text, at, end) is not None
    members = tuple(replace(m, start=first, end=last, bare=bare) for m in run)
    return Enumeration(first, last, shape, members, own_lines=True)
