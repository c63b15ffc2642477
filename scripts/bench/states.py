"""Score the reading of states in real data sets against a table of states by year.

    python scripts/bench/states.py [FOLDER] [--codes STATE_CODES]

FOLDER holds samples of data sets (default ../shared/data/formats), STATE_CODES the states since
1816 with their numbers, letters, ISO codes and years in the Correlates of War and in Gleditsch and
Ward. Of each event that was read, both sides must be states that its row names, by that table. A
state that is none of them is wrong; an actor that stands as it was written is unknown. Sets without
codes are scored by names, machine-coded ones by the first three letters of an actor: ISO 3166 in
CAMEO and PLOVER, Correlates of War in WEIS; an actor whose letters are no state's (a group, an
organization) must be no state. Files that are refused are listed with the reason.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from talion.errors import EventImportError
from talion.events.actor_folding import fold_names
from talion.events.coded_rows import CodedFile
from talion.events.event_format import Contents, ReadContext
from talion.events.event_records import EventRecords
from talion.events.file_head import FileHead
from talion.events.format_registry import detect
from talion.events.table import EventTable
from talion.model.actor import ActorKind
from talion.model.gazetteer import fold
from talion.store.reference import gazetteer

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"

#: Data set -> the system of its codes, and the columns in which states stand.
COLUMNS = {
    "icb": ("gw", ("cracid", "trigent")),
    "cow-midip": ("cow", ("ccode", "states of the other side")),
    "cow-midb": ("cow", ("ccode", "states of the other side")),
    "cow-dyadic-mid": ("cow", ("statea", "stateb")),
    "ties": ("cow", ("sender1", "sender2", "sender3", "sender4", "sender5", "targetstate")),
    "ucdp-acd": ("gw", ("gwno_a", "gwno_b")),
    "ucdp-ged": ("gw", ("gwnoa", "gwnob")),
    "dcid": ("cow", ("initiator", "target", "StateA", "StateB")),  # the last two are names
    "gsdb": ("name", ("sanctioned_state", "sanctioning_state")),
    "gsdb-dyadic": ("iso3", ("sanctioned_state_iso3", "sanctioning_state_iso3")),
    "wto": ("name", ("Complainant", "Respondent")),
    "cfr": ("name", ("Sponsor", "Victims")),
    "eurepoc": ("name", ("receiver_country", "initiator_country", "political_response_country")),
    "gta": ("name", ("Implementing jurisdiction", "Affected jurisdictions")),
}
#: Machine-coded data set -> the columns of source and target.
CODED = {
    "keds": ("source", "target"),
    "phoenix": ("SourceActorEntity", "TargetActorEntity"),
    "polecat": ("actor country", "recipient country"),
    "terrier": ("src_actor", "tgt_actor"),
}
#: What the codebooks of KEDS have beside those letters.
KEDS = dict(
    pair.split("=")
    for pair in """UNK=United Kingdom,GER=Germany,GMW=West Germany,GME=East Germany,UAR=Egypt,
    KON=South Korea,KOS=South Korea,JAP=Japan,FRY=Serbia and Montenegro,SER=Serbia,KSV=Kosovo,
    MTN=Montenegro,SLO=Slovenia,SLK=Slovakia,VAT=Vatican,AZR=Azerbaijan,GEO=Georgia,KAZ=Kazakhstan,
    USR=Soviet Union,HOK=Hong Kong,ROC=Taiwan,TRK=Turkey,LBY=Libya,RHO=Rhodesia,VTN=Vietnam,
    PAL=Palestine,PSE=Palestine,CYP=Northern Cyprus,YUG=Yugoslavia""".replace("\n    ", "").split(
        ","
    )
)
#: How lists of countries write those of which two share a short name.
OFFICIAL = {
    "North Korea": (
        "Korea (Democratic People's Republic of)",
        "Korea, North",
        "Korea, Democratic People's Republic of",
        "N Korea",
    ),
    "South Korea": ("Korea (Republic of)", "Korea, South", "Korea, Republic of", "SK", "S Korea"),
    "United States": ("US",),
}
Row = dict[str, str]


class Oracle:
    """The table of states: which of its rows a code means in a year."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))

    def meant(self, row: Row, system: str, columns: tuple[str, ...], year: int) -> list[Row]:
        """Return the states that the columns of a row of a data set name."""
        text = " ; ".join(row.get(column, "") for column in columns)
        if system == "name":
            plain = f" {fold(text)} "
            return [r for r in self.rows if any(f" {n} " in plain for n in self._names(r))]
        words = set(re.findall(r"\w+", text.replace(".0", "")))
        return [r for r in self.rows if self._is(r, system, words, year)]

    @staticmethod
    def _is(row: Row, system: str, words: set[str], year: int) -> bool:
        if system == "iso3":
            return row["iso3"] in words
        if not {row[f"{system}_number"], row[f"{system}_abb"]} & words:
            return False
        spells = [[int(y) for y in s.split("-")] for s in row[f"{system}_years"].split()]
        return any(year <= s[-1] + 1 or s[-1] >= 2016 for s in spells)

    @staticmethod
    def _names(row: Row) -> set[str]:
        names = {row["name"], row["cow_name"], row["gw_name"]}
        known = gazetteer().find(row["iso3"]) if row["iso3"] else ()
        for sense in known[:1]:
            names |= {sense.actor.name, *sense.actor.names}
        return {fold(name) for name in names if name}


def lineage(name: str) -> Iterator[str]:
    """Yield what may identify a state: its codes and names, and those of its successors."""
    actor = gazetteer().actor(name)
    yield fold(name)
    while actor is not None:
        yield from (fold(word) for word in (actor.name, *actor.names, *actor.codes))
        actor = gazetteer().by_id(actor.successor) if actor.successor else None


def is_one_of(name: str, rows: list[Row]) -> bool:
    """Whether a state that was read is one of those that a row means."""
    ours = set(lineage(name))
    for row in rows:
        theirs = {row["iso3"], row["name"], row["cow_name"], row["gw_name"]}
        former = re.findall(r"\b[A-Z]{3}\b", row["former_iso3"])
        if ours & {fold(word) for word in (*theirs, *former) if word}:
            return True
    return False


def is_state(name: str) -> bool:
    """Whether what was read is a state, and no organization or word as written."""
    actor = gazetteer().actor(name)
    return actor is not None and actor.kind == ActorKind.COUNTRY


def is_named(name: str, text: str) -> bool:
    """Whether a text has a name of a state written out, or one of its official forms here."""
    actor = gazetteer().actor(name)
    known = (*actor.names, *actor.demonyms) if actor else ()
    names = {name, *known, *OFFICIAL.get(name, ())}
    return any(f" {fold(one)} " in text for one in names)


def score(records: EventRecords, format_name: str, oracle: Oracle) -> tuple[int, int, list[str]]:
    """Return the sides of events, how many are unknown, and which are wrong."""
    system, columns = COLUMNS[format_name]
    wrong = []
    for event in records.events:
        row = json.loads(str(event["evidence"]))
        meant = oracle.meant(row, system, columns, int(str(event["date"])[:4]))
        text = f" {fold(' ; '.join(row.get(column, '') for column in columns))} "
        for side in ("source", "target"):
            name = str(event[side])
            if is_state(name) and not (is_one_of(name, meant) or is_named(name, text)):
                wrong.append(f"{event['row']}: {name}")
    return 2 * len(records.events), sum(records.as_written.values()), wrong


def named(name: str) -> Row:
    """Return a row of the table of states that has no more than a name."""
    return {"name": name, "iso3": "", "former_iso3": "", "cow_name": name, "gw_name": name}


def score_coded(
    read: CodedFile, context: ReadContext, columns: tuple[str, str], oracle: Oracle
) -> tuple[int, int, list[str]]:
    """Return the sides that are states, how many of them are unknown, and which are wrong.

    Wrong is another state, and a state where the letters are none's.
    """
    folded = fold_names(context.actors.words)
    rows = dict(read.again(None)) if read.again else {}
    system = "cow_abb" if read.reading and "WEIS" in read.reading.actor_codes else "iso3"
    sides, unknown, wrong = 0, 0, []
    for block in read.blocks:
        for at, column in enumerate(columns):
            side = ("source", "target")[at]
            country = block[f"{side}_country"]
            actor = np.where(country >= 0, country, block[side])
            found = folded.states_at(actor, block["day"])
            for line, state in zip(block["line"].tolist(), found.tolist(), strict=True):
                written = rows[line][column]
                codes = {part.strip()[:3] for part in written.split(";")}
                meant = [row for row in oracle.rows if row[system] in codes]
                meant += [named(KEDS[code]) for code in codes if code in KEDS]
                name = folded.states[state] if state >= 0 else ""
                sides += bool(meant or name)
                unknown += bool(meant) and not name
                if name and not is_one_of(name, meant):
                    wrong.append(f"{line}: {written} is read as {name}")
    return sides, unknown, wrong


def sides_as(contents: Contents) -> str:
    """Return in what the actors of a file are written."""
    reading = None if isinstance(contents, EventTable) else contents.reading
    return reading.actor_codes if reading else ""


def main() -> None:
    """Print a line for each file, then the sum."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "formats")
    parser.add_argument("--codes", type=Path, default=SHARED / "state_codes.csv")
    told = parser.parse_args()
    oracle, total, total_unknown, total_wrong = Oracle(told.codes), 0, 0, 0
    for path in sorted(told.folder.iterdir()):
        if path.suffix == ".md":
            continue
        try:
            known = detect(FileHead.of(path))
            context = ReadContext()
            contents = known.read(path, context)
        except EventImportError as error:
            print(f"{path.name:<44} refused: {error.reason[:120]}")
            continue
        if isinstance(contents, CodedFile) and known.name in CODED:
            sides, unknown, wrong = score_coded(contents, context, CODED[known.name], oracle)
        elif isinstance(contents, EventRecords) and known.name in COLUMNS:
            sides, unknown, wrong = score(contents, known.name, oracle)
        else:
            print(f"{path.name:<44} {known.name}: {sides_as(contents)}")
            continue
        total, total_unknown = total + sides, total_unknown + unknown
        total_wrong += len(wrong)
        print(
            f"{path.name:<44} {known.name}: {sides:,} sides, {unknown} unknown, {len(wrong)} wrong"
        )
        for line in wrong[:5]:
            print(f"{'':<44}   {line}")
        if isinstance(contents, EventRecords) and contents.as_written:
            print(f"{'':<44}   unknown: {', '.join(list(contents.as_written)[:8])}")
    share = 1 - total_unknown / max(1, total)
    print(f"all: {total:,} sides, {share:.2%} known, {total_wrong} wrong")


if __name__ == "__main__":
    main()
