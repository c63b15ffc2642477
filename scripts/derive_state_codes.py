"""Derive ontology/tables/state_codes.csv from the source files named in its README.

    python scripts/derive_state_codes.py STATE_CODES COUNTRY_CODES

STATE_CODES lists the states since 1816 with their Correlates-of-War and Gleditsch–Ward numbers and
abbreviations by year (of it only these columns are read); COUNTRY_CODES is `country-codes.csv` of
datasets/country-codes, with ISO 3166, M49, FIPS and Wikidata identifiers; further ones of these
are in `ontology/actors.ttl`. What none has, and what was decided, stands in
`state_codes_by_hand.csv` beside the result, whose rows come first.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import OWL
from talion.events.state_names import state_of
from talion.model.actor import ActorKind
from talion.store.reference import gazetteer

TABLES = Path(__file__).parents[1] / "ontology" / "tables"
COLUMNS = ("system", "code", "state", "since", "until")
SYSTEMS = {
    "iso2": "ISO3166-1-Alpha-2",
    "iso3": "ISO3166-1-Alpha-3",
    "m49": "ISO3166-1-numeric",
    "fips": "FIPS",
}
Code = tuple[str, str, str, str, str]


def of_wars(path: Path) -> Iterator[Code]:
    """Yield Correlates-of-War and Gleditsch–Ward numbers, letters and names, by their years."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        state = state_of(row["name"]) or state_of(row["iso3"] or row["name"]) or row["name"]
        for system, spells in (("cow", "cow_years"), ("gw", "gw_years")):
            years = [year for spell in row[spells].split() for year in spell.split("-")]
            since, until = (years[0], years[-1]) if years else ("", "")
            open_end = "" if until in ("2016", "2020") else until
            for code in (row[f"{system}_number"], row[f"{system}_abb"]):
                if code:
                    yield system, code, state, since, open_end
            name = row[f"{system}_name"]
            if name and state_of(name) != state:
                yield "name", name, state, since, open_end


def of_today(path: Path) -> Iterator[Code]:
    """Yield ISO, M49, FIPS and Wikidata identifiers."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = state_of(row["ISO3166-1-Alpha-3"])
            if state is None:
                continue
            for system, column in SYSTEMS.items():
                if code := row[column].strip():
                    yield system, code.zfill(3) if system == "m49" else code, state, "", ""
            yield "wikidata", row["wikidata_id"].rsplit("/", 1)[-1], state, "", ""


def of_actors() -> Iterator[Code]:
    """Yield the Wikidata identifiers of states and organizations that the ontology gives."""
    graph = rdflib.Graph().parse(TABLES.parent / "actors.ttl")
    for actor, same in graph.subject_objects(OWL.sameAs):
        known = gazetteer().by_id(str(actor).rpartition("/")[2])
        if known and known.kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION):
            yield "wikidata", str(same).rpartition("/")[2], known.name, "", ""


def main() -> None:
    """Write the table."""
    with (TABLES / "state_codes_by_hand.csv").open(encoding="utf-8", newline="") as file:
        decided = [(*(row[name] for name in COLUMNS),) for row in csv.DictReader(file)]
    taken = {(row[0], row[1].casefold()) for row in decided}
    derived: dict[Code, None] = {}
    for row in (*of_wars(Path(sys.argv[1])), *of_today(Path(sys.argv[2])), *of_actors()):
        if (row[0], row[1].casefold()) not in taken and row[1]:
            derived[row] = None
    rows = sorted({*decided, *derived}, key=lambda row: (row[0], row[1].casefold(), row[3], row))
    with (TABLES / "state_codes.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows((COLUMNS, *rows))


if __name__ == "__main__":
    main()
