"""The header block at the start of a text: lines such as "Published: 26 March 2018"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.written_dates import written_date

_ALIASES = {
    "url": ("url", "link", "address", "canonical"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "site"),
    "published": (
        *("published", "date", "published on", "publication date", "date published", "pubdate"),
        *("published at", "dated", "first published", "posted", "posted on", "sent", "created"),
    ),
    "title": ("title", "headline", "subject"),
    "language": ("language", "lang"),
}
_FIELDS = {alias: field for field, aliases in _ALIASES.items() for alias in aliases}
#: Lines of headers that say nothing of use here.
_OTHERS = frozenset(
    (
        *("author", "authors", "by", "byline", "written by", "reporter", "editor", "editing"),
        *("from", "to", "cc", "reply to", "section", "category", "topic", "topics", "tags"),
        *("keywords", "updated", "last updated", "modified", "edition", "page", "pages"),
        *("words", "length", "word count", "copyright", "credit", "id", "type", "format"),
        *("accessed", "retrieved", "load date", "dateline", "location", "place", "country"),
    )
)
_LINE = re.compile(r"[*_# \t]{0,4}([A-Za-z][A-Za-z _-]{1,24}):([^\n]*)(?:\n|\Z)")
_RULE = re.compile(r"---[ \t]*(\r?\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?\n")
_ANY = re.compile(r"([^\n]*)(?:\n|\Z)")
_NAME = r"[^\W\d_a-z][\w.'’-]*,?"
_BYLINE = re.compile(rf"(?:By|BY|by) {_NAME}(?: (?:{_NAME}|and|in|for|of|at|the|[|/–—-])){{0,12}}")
_DAYS = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
)
_DATED = re.compile(
    r"(?i)(?:(?:first )?published|posted|date|dated)?(?: on| at)?:?\s*([^\n]{4,40})"
)
_WORD = re.compile(r"[^\W\d_]+")
#: What may stand beside the day in a line that is a date alone.
_BESIDE = _DAYS | frozenset(
    (
        *("first", "published", "posted", "date", "dated", "updated", "on", "at", "of", "the"),
        *("st", "nd", "rd", "th", "am", "pm", "a", "p", "m", "t", "z", "noon", "midnight"),
        *("gmt", "utc", "bst", "cet", "cest", "est", "edt", "et", "pst", "pdt", "pt", "msk", "ist"),
        *(day[:3] for day in _DAYS),
        *("sept", "tues", "thur", "thurs"),
    )
)
_BAR = re.compile(r"[ \t][|•·][ \t]")
#: A line between bars has no more parts than these.
_PARTS = 6
#: No more lines than these are looked at.
_MOST = 25


def _ignore(note: str) -> None:
    """Do nothing with a note."""


@dataclass(slots=True)
class _Block:
    """The lines of a header: its fields, lines of no use, lines not known; and where it ends.

    `rest` is where it begins, after a title that stands above it.
    """

    rest: int
    end: int
    found: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    ruled: bool = False

    @property
    def dated(self) -> bool:
        """Whether it gives a date of publication that can be read."""
        return written_date(self.found.get("published", "")) is not None

    @property
    def whole(self) -> bool:
        """Whether it surely is a header: a rule ends it, or it is dated and nothing else."""
        return bool(self.found) and (self.ruled or (self.dated and not self.unknown))


def split_header(text: str, note: Callable[[str], None] = _ignore) -> tuple[Metadata, str]:
    r"""Return the metadata in a header block, and the text after it.

    The block consists of lines such as `url:`, `publisher:`, `published:` or `date:`, `title:`,
    `language:`, in any case and order, with bylines and dates by themselves among them. A line
    `---` ends it, or else, where it gives the date of publication, whatever is no such line. A
    title may stand above it, and stays in the text. A text that does not begin with a header is
    returned whole. `note` is called with what a line says that is of no use here, and with what
    looks like a header and cannot be read.

    >>> facts, text = split_header("Source: Gazette\nDate: 26 March 2018\n---\nTwo were expelled.")
    >>> facts.publisher, facts.published, text
    ('Gazette', '2018-03-26', 'Two were expelled.')
    >>> facts, text = split_header("Envoys out\nBy A. Smith\nMarch 26, 2018\n\nTwo were expelled.")
    >>> facts.published, text
    ('2018-03-26', 'Envoys out\n\nTwo were expelled.')
    """
    opening = _RULE.match(text)
    start = opening.end() if opening is not None else 0
    block = _block(text, start)
    if not block.found and opening is None and (below := _title_end(text)):
        block = _block(text, below)
        if not (block.whole and not block.ruled):
            if "published" in block.found and not block.dated:
                _tell(block, note)
            return NOTHING, text
    if not block.whole:
        _tell(block, note)
        return NOTHING, text
    for name in (*block.unused, *block.unknown):
        note(f"the header's line '{name}' is not used")
    found = block.found
    if "published" in found:
        found["published"] = written_date(found["published"]) or found["published"]
    above = text[start : block.rest]
    return Metadata(**found), f"{above}\n{text[block.end :]}" if above else text[block.end :]


def _tell(block: _Block, note: Callable[[str], None]) -> None:
    """Note that what looks like a header, as it speaks of publication, is read as text."""
    said = block.found.get("published")
    if said is not None and not block.dated:
        note(f"the header's date '{said[:40]}' cannot be read; its lines are read as text")
    elif said is not None:
        name = block.unknown[0]
        reason = f"'{name}:' is none of its lines"
        note(f"the header is read as text: {reason}, and no line '---' ends it")


def _title_end(text: str) -> int:
    """Return where the first line of a text ends that may be a title; 0 where it is none."""
    line = _ANY.match(text)
    words = line[1].strip() if line is not None else ""
    if line is None or not 8 <= len(words) <= 200 or words.endswith((".", ":", ",", ";")):
        return 0
    return line.end()


def _block(text: str, start: int) -> _Block:
    """Read the lines of a header that begin at an offset."""
    made = _Block(start, start)
    if _ruled(text, start, made):
        return made
    at, gap = start, False
    for _ in range(_MOST):
        blank = _BLANK.match(text, at)
        if blank:
            at, gap = blank.end(), True
            made.end = at if made.end > start else start
        elif at < len(text) and (end := _line(text, at, made, closed=gap and made.dated)):
            at = made.end = end
        else:
            break
    return made


def _ruled(text: str, at: int, made: _Block) -> bool:
    """Read a header of which all lines have keys and that a rule ends; whether it is one."""
    lines: list[tuple[str, str]] = []
    while line := _LINE.match(text, at):
        lines.append((line[1], line[2]))
        at = line.end()
    rule = _RULE.match(text, at)
    if rule is None:
        return False
    for name, value in lines:
        _add(made, name, value)
    made.ruled, made.end = True, rule.end()
    return True


def _add(made: _Block, name: str, value: str) -> None:
    key, value = _key(name), value.strip(" \t\r*_")
    if key not in _FIELDS:
        (made.unused if key in _OTHERS else made.unknown).append(name.strip())
    elif value:
        made.found.setdefault(_FIELDS[key], value)


def _key(name: str) -> str:
    return " ".join(re.split(r"[ _-]+", name.strip().casefold()))


def _line(text: str, at: int, made: _Block, *, closed: bool) -> int | None:
    """Add a line to a header; return where it ends, or None where it is no line of one.

    One that is `closed`, as it is dated and a blank line followed, has no more fields.
    """
    keyed, plain = _LINE.match(text, at), _ANY.match(text, at)
    assert plain is not None
    if not closed and _barred(plain[1], made):
        return plain.end()
    if keyed is not None:
        key = _key(keyed[1])
        if (closed or made.dated) and key not in _OTHERS and (closed or key not in _FIELDS):
            return None
        _add(made, keyed[1], keyed[2])
        return keyed.end()
    words = plain[1].strip(" \t\r*_#")
    if _BYLINE.fullmatch(words) and words.split()[1].strip(",.").casefold() not in _DAYS:
        return plain.end()
    dated = _DATED.fullmatch(words) if _is_date_alone(words) else None
    day = written_date(dated[1]) if dated is not None and not closed else None
    if day is not None and len(day) == len("2018-03-26"):
        made.found.setdefault("published", day)
        return plain.end()
    return None


def _barred(line: str, made: _Block) -> bool:
    """Add a line of parts between bars, `Source: Gazette | 2018-03-31`; whether it is one.

    At least one of its parts is a date or has a known key; names of places stay unused.
    """
    parts = [part.strip(" \t\r*_#") for part in _BAR.split(line)]
    if not 2 <= len(parts) <= _PARTS:
        return False
    keyed = [_LINE.fullmatch(part) for part in parts]
    days = [written_date(part) if _is_date_alone(part) else None for part in parts]
    known = any(one is not None and _key(one[1]) in _FIELDS.keys() | _OTHERS for one in keyed)
    if not known and not any(days):
        return False
    for part, one, day in zip(parts, keyed, days, strict=True):
        if one is not None and _key(one[1]) in _FIELDS:
            _add(made, one[1], one[2])
        elif day is not None and len(day) == len("2018-03-26"):
            made.found.setdefault("published", day)
        elif part:
            made.unused.append(part[:40])
    return True


def _is_date_alone(line: str) -> bool:
    """Whether all words of a line belong to a date and a time."""
    return all(word.casefold() in _BESIDE for word in _WORD.findall(line))
