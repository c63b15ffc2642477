"""Derive the event tables under ontology/tables/ from the source files named in its README.

    python scripts/derive_event_tables.py DATA_FOLDER

DATA_FOLDER holds relation_to_cameo_plover.csv (of which only the columns relation, cameo and
goldstein are read), cameo.yaml, cameo_goldstein.json and petrarch/Phoenix.Countries.actors.txt.gz.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from talion.model.gazetteer import fold

TABLES = Path(__file__).parents[1] / "ontology" / "tables"
SINCE = 1995  # the first year of ICEWS; GDELT codes persons by country itself
MISPRINTS = {"1883"}  # of 183, which stands there too
CODE = re.compile(r"\[([A-Z]+)\s*([^\]]*)\]")


def cameo_names(data: Path) -> dict[str, str]:
    """Return CAMEO code -> name."""
    found = {}
    for line in (data / "cameo.yaml").read_text(encoding="utf-8").splitlines():
        entry = re.match(r'\s+"(\d+)":\s*(.+)', line)
        if entry:
            found[entry[1]] = entry[2].strip().strip("\"'")
    return found


def relations(data: Path) -> list[dict[str, str]]:
    """Return the rows of the ICEWS relation table that carry a code."""
    with (data / "relation_to_cameo_plover.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["cameo"]]


def codes(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield code, name, Goldstein value; ICEWS's own value where it has one."""
    values = {row["cameo"]: row["goldstein"] for row in relations(data)}
    scale = json.loads((data / "cameo_goldstein.json").read_text(encoding="utf-8"))
    names = {code: str(entry["description"]) for code, entry in scale.items()} | cameo_names(data)
    for code in sorted(set(names) - MISPRINTS):
        entry = scale.get(code) or scale.get(code[:2]) or {"value": 0.0}
        value = float(values.get(code) or entry["value"])
        yield code, names[code], f"{value:g}"


def relation_codes(data: Path) -> Iterator[tuple[str, str]]:
    """Yield relation name -> code, the names of ICEWS first, then those of CAMEO itself."""
    found: dict[str, tuple[str, str]] = {}
    for row in relations(data):
        found.setdefault(row["relation"].casefold(), (row["relation"], row["cameo"]))
    for code, name in cameo_names(data).items():
        if len(code) > 2:
            found.setdefault(name.casefold(), (name, code))
    yield from sorted(found.values(), key=lambda pair: pair[0].casefold())


def office_holders(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield name as it is looked up, ISO3 code, first and last day in office (or empty)."""
    found: set[tuple[str, str, str, str]] = set()
    for names, terms in dictionary_entries(data / "petrarch" / "Phoenix.Countries.actors.txt.gz"):
        for code, span in terms:
            start, _, end = span.partition("-")
            begun, ended = office_day(start.lstrip(">"), "01"), office_day(end, "28")
            if code[3:6] not in {"GOV", "MIL", "JUD", "LEG", "SPY"} or not begun:
                continue
            if span.startswith(">"):
                ended = ""
            elif not ended or int(ended[:4]) < SINCE:
                continue
            full = (name.replace("_", " ") for name in names if "_" in name.strip("_"))
            found.update((fold(name), code[:3], begun, ended) for name in full)
    yield from sorted(found)


def dictionary_entries(path: Path) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Yield the names of one actor (spellings included) and its codes with their spans."""
    names: list[str] = []
    terms: list[tuple[str, str]] = []
    with gzip.open(path, "rb") as file:
        for line in file:
            text = decoded(line).split("#")[0].rstrip()
            if not text:
                continue
            # A name without codes of its own shares those that follow.
            if terms and not text.startswith(("+", "\t", " ")):
                yield names, terms
                names, terms = [], []
            if not text.startswith(("\t", " ")):
                names.append(text.split("[")[0].strip().strip("+_ "))
            terms.extend(CODE.findall(text))
    if names:
        yield names, terms


def decoded(line: bytes) -> str:
    """Return a line of the dictionary, which is UTF-8 in some places and Latin-1 in others."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def office_day(text: str, day: str) -> str:
    """Return YYYY-MM-DD of a dictionary's YYMMDD; empty when it is none."""
    match = re.fullmatch(r"(\d\d|\d{4})(\d\d)(\d\d)", text)
    if not match or not 1 <= int(match[2]) <= 12:
        return ""
    year = match[1] if len(match[1]) == 4 else ("19" if int(match[1]) > 30 else "20") + match[1]
    valid = match[3] if 1 <= int(match[3]) <= 28 else day
    return f"{year}-{match[2]}-{valid}"


def write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file, compressed with a fixed date where the name ends in .gz."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


def main() -> None:
    """Write the three derived tables."""
    data = Path(sys.argv[1])
    write(TABLES / "cameo.csv", ("code", "name", "goldstein"), codes(data))
    write(TABLES / "icews_relations.csv", ("relation", "cameo"), relation_codes(data))
    holders = ("name", "country", "since", "until")
    write(TABLES / "office_holders.csv.gz", holders, office_holders(data))


if __name__ == "__main__":
    main()
