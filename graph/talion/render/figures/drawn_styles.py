"""The page's style sheet, written into a drawing: every program then draws it alike.

Editors of drawings and renderers know presentation attributes (SVG 2, 6.6), few know custom
properties. Only what a drawing can meet is read: selectors of elements and classes, one inside
another, outside of media queries.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from talion.render.bundle import asset, without_comments

#: The properties that are attributes too, and what the shorthand of type stands for.
PROPERTIES = frozenset({
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
    "opacity", "font-family", "font-size", "font-weight", "text-anchor", "paint-order",
})  # fmt: skip
_BRACE = re.compile("([{}])")
_PART = re.compile(r"(?P<tag>[a-z]+)?(?P<classes>(?:\.[\w-]+)*)$")
_FONT = re.compile(r"(?P<weight>\d+ )?(?P<size>[\d.]+px)(?:/\S+)? (?P<family>.+)$")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SCHEMES = re.compile(r"light-dark\(([^,()]+), ([^()]+)\)")


@dataclass(frozen=True, slots=True)
class StyledElement:
    """What selectors see of an element: its name and its classes."""

    tag: str
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A selector, outermost part first, and its declarations."""

    parts: tuple[StyledElement, ...]
    declarations: tuple[tuple[str, str], ...]
    place: int

    def fits(self, path: Sequence[StyledElement]) -> bool:
        """Whether it selects the last element of a path from the root.

        >>> act, disc = StyledElement("g", frozenset({"act", "alleged"})), StyledElement("circle")
        >>> rule = StyleRule((StyledElement("", frozenset({"act"})), disc), (), 0)
        >>> rule.fits([act, disc]), rule.fits([disc])
        (True, False)
        """
        if not _meets(self.parts[-1], path[-1]):
            return False
        around = iter(reversed(path[:-1]))
        return all(any(_meets(part, one) for one in around) for part in reversed(self.parts[:-1]))

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its specificity, then its place in the sheet (CSS Selectors 4, 17)."""
        classes = sum(len(part.classes) for part in self.parts)
        return classes, sum(bool(part.tag) for part in self.parts), self.place


def _meets(part: StyledElement, one: StyledElement) -> bool:
    return part.tag in ("", one.tag) and part.classes <= one.classes


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split(";"):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if colon:
            yield name, value.replace(" !important", "")


def _parts(selector: str) -> tuple[StyledElement, ...] | None:
    """Return a selector's parts; None for one that is not of elements and classes alone."""
    found = []
    for part in selector.split():
        match = _PART.fullmatch(part)
        if not match:
            return None
        classes = frozenset(match["classes"].split(".")[1:])
        found.append(StyledElement(match["tag"] or "", classes))
    return tuple(found) or None


def _top_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules of a sheet, those in `@` rules left out."""
    depth, head, body = 0, "", ""
    for part in _BRACE.split(without_comments(sheet, "/*")):
        if part == "{":
            depth += 1
        elif part == "}":
            depth -= 1
            if depth == 0 and not head.startswith("@"):
                yield head, body
            if depth == 0:
                head = body = ""
        elif depth == 0:  # an @ rule without a block ends in a semicolon
            head = part.rpartition(";")[2].strip()
        elif depth == 1:
            body += part


@cache
def _rules() -> tuple[StyleRule, ...]:
    rules = []
    for place, (selectors, body) in enumerate(_top_rules(asset("page.css"))):
        for selector in selectors.split(","):
            parts = _parts(selector.strip())
            if parts:
                rules.append(StyleRule(parts, tuple(_declarations(body)), place))
    return tuple(sorted(rules, key=lambda rule: rule.weight))


@cache
def _rules_of_variables() -> tuple[StyleRule, ...]:
    """Return the rules that set custom properties."""
    return tuple(r for r in _rules() if any(name.startswith("--") for name, _ in r.declarations))


@cache
def _root_variables(dark: bool) -> Mapping[str, str]:
    root = next((body for head, body in _top_rules(asset("page.css")) if head == ":root"), "")
    values = dict(_declarations(root))
    return {
        name: _SCHEMES.sub(lambda match: match[2 if dark else 1], value)
        for name, value in values.items()
        if name.startswith("--")
    }


@dataclass(frozen=True, slots=True)
class DrawnStyles:
    """The styles of a drawing in one of the two themes."""

    dark: bool = False

    def attributes(self, path: Sequence[StyledElement]) -> dict[str, str]:
        """Return what the sheet says of the last element of a path, as presentation attributes.

        >>> disc = StyledElement("circle", frozenset({"disc", "force"}))
        >>> DrawnStyles().attributes([StyledElement("g", frozenset({"act"})), disc])
        {'fill': '#ac4c06', 'stroke': '#fcfbf8', 'stroke-width': '1.2'}
        """
        own: dict[str, str] = {}
        for rule in _rules():
            if rule.fits(path):
                own.update(rule.declarations)
        variables = dict(_root_variables(self.dark))
        for end in range(1, len(path) + 1):  # custom properties are inherited
            for rule in _rules_of_variables():
                if rule.fits(path[:end]):
                    variables |= dict(rule.declarations)
        plain = {name: _resolved(value, variables) for name, value in _expanded(own)}
        return {name: plain[name] for name in sorted(plain) if name in PROPERTIES}


def _expanded(declared: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return declarations with the shorthand of type taken apart."""
    for name, value in declared.items():
        match = _FONT.fullmatch(value) if name == "font" else None
        if match is None:
            yield name, value
            continue
        yield "font-weight", (match["weight"] or "400").strip()
        yield "font-size", match["size"]
        yield "font-family", match["family"]


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    for _ in range(4):  # a variable may name another
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda match: variables.get(match[1], ""), value)
    return value.replace('"', "'")
