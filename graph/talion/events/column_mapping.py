"""Which column of a table holds which field of an event: told, remembered or known by its name."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import EventImportError, UsageError
from talion.events.column_roles import REPLY, REPLY_DATE, part_of_date, role_of
from talion.events.ontology_tables import table_rows
from talion.events.raw_files import STDIN
from talion.events.table_shape import column_key
from talion.json_reading import parsed_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FIELDS = (
    *("date", "source", "target", "type", "count", "severity", "id", "responds_to", "reports"),
    *("date_precision", "time", "relation"),
)
"""The fields that a column can be taken for."""

NEEDED = ("date", "source", "target")
"""The fields without which a row is no event."""

DATE_PARTS = ("year", "month", "day")
"""The columns of a table that parts its dates."""

_DATED = re.compile(r"date|start|begin")
"""What a column may be named after that dates an event better than its year."""

_HOW = frozenset(
    {"iso", "iso2", "iso3", "cow", "gw", "name", "names", "code", "codes", "the"}
    | {"utc", "gmt", "local", "gov", "govt"}
)
"""Words in the names of columns that say how an actor is written."""

_ENDING = ".columns.json"


def mapping_of(text: str) -> dict[str, str]:
    """Return the columns that `--columns` names, by field.

    Raises `UsageError` where that is no list of `field=column`.

    >>> mapping_of("date=When, source=Who")
    {'date': 'When', 'source': 'Who'}
    """
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, mark, column = part.partition("=")
        if not mark or name.strip() not in FIELDS:
            known = ", ".join(FIELDS)
            raise UsageError(f"'{part}' is no FIELD=COLUMN; fields are: {known}")
        found[name.strip()] = column.strip()
    return found


def remembered(path: Path) -> dict[str, str]:
    """Return the mapping that was kept beside a table, empty where there is none.

    Raises `EventImportError` where the file of it is damaged.
    """
    kept = _beside(path)
    if path == STDIN or not kept.is_file():
        return {}
    try:
        found = parsed_json(kept.read_text(encoding="utf-8"))
        return {name: str(found[name]) for name in FIELDS if name in found}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise EventImportError(kept, f"no mapping of columns: {error}") from error


def remember(path: Path, mapping: Mapping[str, str]) -> Path:
    """Keep a mapping beside its table, in a small file; return the file.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder, "events.csv")
    ...     kept = remember(table, {"date": "When"})
    ...     kept.name, remembered(table)
    ('events.csv.columns.json', {'date': 'When'})
    """
    kept = _beside(path)
    kept.write_text(
        json.dumps(dict(mapping), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return kept


def columns_of(path: Path, keys: tuple[str, ...], told: Mapping[str, str]) -> dict[str, str]:
    """Return the key of the column for each field of an event that a table has.

    What is told or remembered goes before what the names of the columns say. Raises
    `EventImportError` where a column that is told is not there.

    >>> columns_of(Path("a.csv"), ("when", "who", "whom"), {})
    {'date': 'when', 'source': 'who', 'target': 'whom'}
    """
    found: dict[str, str] = {}
    for name, column in (told or remembered(path)).items():
        if column_key(column) not in keys:
            raise EventImportError(path, f"has no column '{column}'; there are: {', '.join(keys)}")
        found[name] = column_key(column)
    cited = {"source"} if "target" not in keys and _other_parties(keys) else set()
    plain = {**{_plain(key): key for key in reversed(keys)}, **{key: key for key in keys}}
    parted = {part: plain[part] for part in DATE_PARTS if part in plain}
    parted = {part: key for key in reversed(keys) if (part := part_of_date(key))} | parted
    if "year" in parted:  # then a column `day` is a part of the date
        cited |= set(parted.values())
    for name in FIELDS:
        taken = {*found.values(), *cited}
        usual = (plain[n] for n in _names()[name] if n in plain and plain[n] not in taken)
        key = next(usual, None)
        if name not in found and key:
            found[name] = key
    roles = _by_words(keys, {*found.values(), *cited})
    found = {name: key for name, key in roles.items() if name in FIELDS} | found
    dated = "month" in parted or not any(_DATED.search(key) for key in keys)
    if "date" not in found and "time" not in found and "year" in parted and dated:
        found |= parted
    if "date" in found:
        found.pop("time", None)
    if "type" in found:
        found.pop("relation", None)
    return found


def reply_columns(keys: tuple[str, ...], taken: Collection[str]) -> dict[str, str]:
    """Return the columns of a response that stands in the row of what it responds to.

    They are none unless the response has a column of its date as well.

    >>> keys = ("date", "who", "whom", "response", "date of response")
    >>> sorted(reply_columns(keys, keys[:3]).items())
    [('reply', 'response'), ('reply_date', 'date of response')]
    >>> reply_columns(("date", "who", "whom", "response"), keys[:3])
    {}
    """
    found = {name: key for name, key in _by_words(keys, taken).items() if name in _REPLY}
    return found if len(found) == len(_REPLY) else {}


_REPLY = (REPLY, REPLY_DATE)


def _by_words(keys: tuple[str, ...], taken: Collection[str]) -> dict[str, str]:
    """Return the columns that are not taken by what the words of their names say.

    Names with underscores are those of data sets, whose columns may mean something else.
    """
    free = [key for key in keys if key and "_" not in key and key not in taken]
    return {role: key for key in reversed(free) if (role := role_of(key))}


def _plain(key: str) -> str:
    """Return a column's name without what only says how its cells are written.

    >>> _plain("iso_from"), _plain("severity (1-5)"), _plain("iso code")
    ('from', 'severity', 'iso code')
    """
    bare = re.sub(r"\([^()]{0,60}\)|[#:*?]", " ", key.replace("_", " "))
    words = bare.split()
    kept = [word for word in words if word not in _HOW]
    return " ".join(kept or words)


def _other_parties(keys: tuple[str, ...]) -> bool:
    """Whether both sides have columns by other names, so that `source` cites what was read.

    >>> _other_parties(("expelling state", "expelled state", "source"))
    True
    """
    return all(any(n in keys for n in _names()[side] if n != side) for side in ("source", "target"))


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _ENDING)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the usual names of the column of each field, the plainest first."""
    names: dict[str, list[str]] = {name: [name] for name in FIELDS}
    for row in table_rows("column_names.csv"):
        names[row["field"]].append(row["name"])
    return {name: tuple(dict.fromkeys(listed)) for name, listed in names.items()}
