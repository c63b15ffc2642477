"""Derive ontology/actors.ttl from the tables beside this script and a list of country codes.

    python scripts/ontology/actors.py ../shared/data/country-codes.csv

The tables are separated by `|`, their lists by `;`; in `demonyms`, `Belgian+` stands for
`Belgian` and `Belgians`. The list of country codes (datasets/country-codes, PDDL) gives the ISO
codes, the formal names, the capitals where the table names none, and the Wikidata identifiers.
The output is the same for the same input.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from talion.model.actor import slug
from talion.model.gazetteer import fold

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "ontology" / "actors.ttl"

HEADER = """\
@prefix actor: <https://w3id.org/talion/id/actor/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix membership: <https://w3id.org/talion/id/membership/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tal: <https://w3id.org/talion/ns#> .
@prefix wd: <http://www.wikidata.org/entity/> .

# Who acts: states of today and of the past, international organizations, agencies of states.
# Derived by scripts/ontology/actors.py from the tables beside it: change those, then run it.
#
# Where one name stands for several actors, the one that comes first here is the likelier.
# A name in capitals (US, MUST, RAW) is a name only in capitals.
#
# ISO codes, capitals and Wikidata identifiers: datasets/country-codes (PDDL).
"""

Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of one table."""
    with (HERE / "tables" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE, strict=True)


@cache
def wikidata_items() -> dict[str, str]:
    """Return the Wikidata identifiers that the list of codes lacks, or gives for another entity.

    Each was found under that name in at least two public sources, OpenSanctions' list of
    international bodies (MIT) among them; where they disagree, as for UNHCR, there is none.
    """
    return {row["label"]: row["item"] for row in rows("wikidata.csv")}


@cache
def cameo_groups() -> dict[str, str]:
    """Return the codes that CAMEO has for organizations.

    Each is in GDELT's list of known groups and, in a longer code, in PETRARCH's list of
    international actors; where these disagree or one lacks it, there is none.
    """
    return {row["label"]: row["code"] for row in rows("cameo_groups.csv")}


@cache
def state_numbers() -> dict[tuple[str, str], list[str]]:
    """Return the numbers of states by system and state, from the table that events are read by."""
    found: dict[tuple[str, str], list[str]] = {}
    with (TARGET.parent / "tables" / "state_codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"].isdecimal():
                found.setdefault((row["system"], row["state"]), []).append(row["code"])
    return found


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def demonyms(cell: str) -> list[str]:
    """Return a cell's demonyms, `+` written out."""
    return [
        form
        for part in parts(cell)
        for form in ([part[:-1], part[:-1] + "s"] if part.endswith("+") else [part])
    ]


def distinct(names: Iterable[str], without: Iterable[str]) -> list[str]:
    """Return the names that are looked up otherwise than those before them and those without."""
    seen = {fold(name) for name in without}
    found = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            found.append(name)
    return found


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield names, and the other side of the Atlantic's spelling of each."""
    for name in names:
        yield name
        other = name
        for british, american in (("Organis", "Organiz"), ("Defence", "Defense")):
            if british in name or american in name:
                other = re.sub(british, american, name)
                other = re.sub(american, british, name) if other == name else other
        if other != name:
            yield other


def text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Block:
    """One subject and what is said of it, as Turtle."""

    def __init__(self, subject: str, kind: str) -> None:
        self.subject = subject
        self.lines = [f"a {kind}"]

    def add(self, predicate: str, values: Iterable[str]) -> None:
        """Say something of the subject, unless there is nothing to say."""
        found = list(values)
        if found:
            self.lines.append(f"{predicate} {', '.join(found)}")

    def date(self, predicate: str, value: str) -> None:
        """Say an EDTF date of the subject, unless there is none."""
        self.add(predicate, [f'"{value}"^^edtf:EDTF'] if value else [])

    def __str__(self) -> str:
        return f"{self.subject} " + " ;\n    ".join(self.lines) + " .\n"


def actor(label: str) -> str:
    return f"actor:{slug(label)}"


def named(label: str, kind: str, also: Iterable[str], where: Row) -> Block:
    """Return what every actor has: label, other names, demonyms, capitals, metonyms."""
    block = Block(actor(label), kind)
    block.add("rdfs:label", [f"{text(label)}@en"])
    names = dict.fromkeys(name for name in spellings([label, *also]) if name != label)
    block.add("skos:altLabel", (f"{text(name)}@en" for name in names))
    block.add("tal:demonym", map(text, demonyms(where.get("demonyms", ""))))
    block.add("tal:capital", map(text, parts(where.get("capitals", ""))))
    block.add("tal:metonym", map(text, parts(where.get("metonyms", ""))))
    return block


def bounded(block: Block, row: Row, wikidata: str = "") -> Block:
    """Add its identifiers in other systems, when it existed, what came after it, and a note."""
    label = row.get("label", "")
    for system, predicate in (("cow", "tal:cowNumber"), ("gw", "tal:gwNumber")):
        numbers = dict.fromkeys(state_numbers().get((system, label), ()))
        block.add(predicate, map(text, sorted(numbers, key=int)))
    block.add("tal:cameoGroup", map(text, filter(None, [cameo_groups().get(label)])))
    found = wikidata_items().get(label, wikidata)
    block.add("owl:sameAs", [f"wd:{found}"] if found else [])
    block.date("tal:since", row.get("since", ""))
    block.date("tal:until", row.get("until", ""))
    if row.get("successor"):
        block.add("tal:succeededBy", [f"actor:{row['successor']}"])
    if row.get("note"):
        block.add("skos:note", [f"{text(row['note'])}@en"])
    return block


def official(code: Row) -> Iterator[str]:
    """Yield the formal names of a row of the list of country codes."""
    for column in ("UNTERM English Formal", "UNTERM English Short", "CLDR display name"):
        name = re.sub(r"\s*(\*+|\((the|[A-Z][^)]*)\))", "", code[column]).strip()
        name = re.sub(r" - | & ", lambda m: {" - ": "-", " & ": " and "}[m[0]], name)
        yield re.sub(r"^the ", "", name)


def states(codes: Path) -> Iterator[Block]:
    """Yield the states and territories that have an ISO code."""
    with codes.open(encoding="utf-8", newline="") as file:
        listed = {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}
    labels = {row["iso2"]: row["label"] for row in rows("states.csv")}
    for row in sorted(rows("states.csv"), key=lambda row: slug(row["label"])):
        code = listed[row["iso2"]]
        row["capitals"] = row["capitals"] or code["Capital"].strip()
        also = parts(row["also"])
        formal = distinct((name for name in official(code) if name), [row["label"], *also])
        block = named(row["label"], "tal:Country", [*also, *formal], row)
        block.add("tal:iso2", [text(row["iso2"])])
        block.add("tal:iso3", [text(code["ISO3166-1-Alpha-3"])])
        owner = re.search(r" (?:of|with) ([A-Z]{2})$", code["is_independent"])
        if owner and not code["is_independent"].startswith("Associated"):
            block.add("tal:belongsTo", [actor(labels[owner[1]])])
        yield bounded(block, row, code["wikidata_id"].rpartition("/")[2])


def other_states() -> Iterator[Block]:
    """Yield states of the past, and states that few others recognize."""
    for row in rows("other_states.csv"):
        block = named(row["label"], "tal:Country", parts(row["also"]), row)
        block.add("tal:code", map(text, parts(row["codes"])))
        yield bounded(block, row)


def organizations() -> Iterator[Block]:
    for row in rows("organizations.csv"):
        yield bounded(named(row["label"], "tal:Organization", parts(row["also"]), row), row)


def agencies() -> Iterator[Block]:
    for row in rows("agencies.csv"):
        block = named(row["label"], "tal:Agency", parts(row["also"]), row)
        block.add("tal:belongsTo", [actor(row["state"])])
        yield bounded(block, row)


def memberships() -> Iterator[Block]:
    """Yield one membership for each member."""
    for row in rows("memberships.csv"):
        organization = row["organization"]
        for member in parts(row["members"]):
            block = Block(f"membership:{slug(member)}-{slug(organization)}", "tal:Membership")
            block.add("tal:member", [actor(member)])
            block.add("tal:organization", [actor(organization)])
            yield bounded(block, {"since": row["since"], "until": row["until"]})


def member_of() -> Iterator[str]:
    """Yield today's members of each organization as plain triples."""
    for row in rows("memberships.csv"):
        if not row["until"]:
            for member in parts(row["members"]):
                yield f"{actor(member)} tal:memberOf {actor(row['organization'])} .\n"


def main(codes: Path, target: Path = TARGET) -> None:
    """Write the Turtle file from the tables and a list of country codes."""
    sections = (
        ("States and territories", states(codes)),
        ("States of the past, and states that few others recognize", other_states()),
        ("Organizations", organizations()),
        ("Agencies", agencies()),
        ("Memberships", memberships()),
    )
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for title, blocks in sections:
            file.write(f"\n## {title}\n\n" + "\n".join(map(str, blocks)))
        file.write("\n## Members of today\n\n" + "".join(member_of()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
