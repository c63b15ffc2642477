"""How the time of building, adding and asking grows with the number of articles.

    python scripts/bench/growth.py [ARTICLES ...] [--read] [--table icews14.csv.gz]

Articles are made of the five seeds and of the three in `growth_articles/`: every copy moves all
years back and renames every state, in its text and in its reviewed findings alike; every fourth
copy is a reprint of an earlier one. Reading thousands of articles takes long, so each has its
findings beside it, the time of reading is that of a sample without them, and *building* is what
`talion build` takes beside reading. With `--read` no findings are written and the build reads all.

With `--table`, a file of events is loaded into a store, and `talion replies --write` and
`talion chains --infer` are compared with the same commands on the file.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory, TemporaryFile

from talion.build.extractions import extract_files
from talion.ingest.articles import read_article
from talion.store import Store
from talion.store.reference import gazetteer

HERE = Path(__file__).parent
FOLDERS = (HERE.parents[1] / "seeds", HERE / "growth_articles")
STATES = [
    "netherlands",
    "russia",
    "belgium",
    "czech-republic",
    "ireland",
    "poland",
    "norway",
    "romania",
    "united-kingdom",
    "united-states",
    "ukraine",
    "switzerland",
    "germany",
    "france",
    "estonia",
    "latvia",
    "lithuania",
    "slovakia",
    "hungary",
    "austria",
    "kuwait",
    "oman",
    "jordan",
    "qatar",
    "peru",
    "bolivia",
    "chile",
    "malaysia",
]
YEARS, REPRINT, SAMPLE, WARM = 20, 4, 100, 20
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took: seconds on the clock, seconds of processors, peak memory in MiB."""

    clock: float
    work: float
    memory: int

    def __str__(self) -> str:
        return f"{self.clock:8.2f} s  {self.work:8.2f} s  {self.memory:6,} MiB"


class Renaming:
    """Each state takes the names of the one so many places on, each year moves back."""

    def __init__(self, places: int, years: int) -> None:
        self.years = years
        self.new: dict[str, str] = {}
        for place, ident in enumerate(STATES):
            old, new = (gazetteer().by_id(i) for i in (ident, _ring(place + places)))
            assert old is not None, ident
            assert new is not None
            self.new |= dict.fromkeys((old.name, *old.names), new.name)
            self.new |= dict.fromkeys(old.capitals, new.capitals[0])
            for number, word in enumerate(old.demonyms):
                self.new[word] = new.demonyms[min(number, 1, len(new.demonyms) - 1)]
        words = "|".join(re.escape(w) for w in sorted(self.new, key=len, reverse=True))
        self.words = re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    def __call__(self, text: str) -> str:
        """Return a text with other states and years."""
        text = self.words.sub(lambda found: self.new[found[0]], text)
        return _YEAR.sub(lambda found: str(int(found[0]) - self.years), text)


def _ring(place: int) -> str:
    return STATES[place % len(STATES)]


def write_articles(folder: Path, number: int, *, findings: bool, start: int = 0) -> None:
    """Write so many articles, with or without findings; `start` copies are passed over."""
    folder.mkdir(parents=True)
    made = _copies(start)
    for _ in range(number):
        name, text, found = next(made)
        (folder / f"{name}.txt").write_text(text, "utf-8")
        if findings:
            (folder / f"{name}.json").write_text(found, "utf-8")


def _copies(start: int) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and findings of one article after another, without end."""
    originals = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    read = [(path, read_article(path), path.with_suffix(".json")) for path in originals]
    copy = start
    while True:
        affair = copy // REPRINT * (REPRINT - 1) + min(copy % REPRINT, REPRINT - 2)
        renamed = Renaming(affair, (affair * 7 + affair // len(STATES) * 3) % YEARS)
        for path, article, file in read:
            name = f"{renamed(path.stem)}-{copy}"
            head = f"publisher: {article.publisher} {copy}\npublished: {article.published}\n\n"
            found = {**json.loads(renamed(file.read_text("utf-8"))), "article": name}
            yield name, renamed(head + article.text), json.dumps(found, ensure_ascii=False)
        copy += 1


def talion(store: Path, *arguments: str | Path) -> Took:
    """Run a command on a store and return what it took; its output goes nowhere."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", "from talion.cli import main; main()", "--store", str(store)]
    with TemporaryFile() as said:
        run = subprocess.Popen([*command, *map(str, arguments)], stdout=DEVNULL, stderr=said)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - begun
        if run.returncode:
            said.seek(0)
            print(said.read().decode()[-2000:], file=sys.stderr)
    return Took(clock, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)


def reading_time(folder: Path) -> float:
    """Return the seconds that an article takes to be read, once the processes have started."""
    begun = 0.0
    for number, _ in enumerate(extract_files([folder]), 1):
        if number == WARM:
            begun = time.perf_counter()
    return (time.perf_counter() - begun) / (SAMPLE - WARM)


def measure(number: int, work: Path, reading: float, *, read: bool) -> None:
    """Build so many articles, add one, ask; print what each took."""
    store, folder = work / f"store-{number}", work / f"articles-{number}"
    write_articles(folder, number, findings=not read)
    built = talion(store, "build", folder)
    with Store.open(store).view() as view:
        incidents = view.select("SELECT (COUNT(*) AS ?n) { ?i a tal:Incident }").rows[0][0]
    whole = built.clock if read else built.clock + number * reading
    print(f"\n{number:,} articles, {incidents:,} incidents: reading {number * reading:.1f} s")
    ratio = whole / (number * reading)
    print(f"{'build':14}{built}   {ratio:.2f} times the reading, reading included")
    one = work / f"one-{number}"
    write_articles(one, 1, findings=True, start=10_000 + number)
    print(f"{'add':14}{talion(store, 'add', one)}   (its findings were at hand)")
    page = work / "page.html"
    for name, *arguments in (
        ("chains", "chains", "--limit", "5"),
        ("ledger", "ledger", "Russia", "Netherlands"),
        ("page", "browse", "--html", str(page)),
        ("validate", "validate"),
    ):
        print(f"{name:14}{talion(store, *arguments)}", flush=True)
    shutil.rmtree(folder)


def compare(table: Path, work: Path) -> None:
    """Load a file of events into a store, and compare it with the file."""
    store, events = work / "table", work / "events.parquet"
    print(f"\n{'events':24}{talion(store, 'events', table, '-o', events)}")
    print(f"{'load':24}{talion(store, 'load', events)}")
    for name, stored, filed in (
        ("replies", ("replies", "--write"), ("replies", events, "--json")),
        ("chains", ("chains", "--infer"), ("chains", events)),
    ):
        talion(store, *filed)  # compiled kernels are cached, files are in memory
        file, kept = talion(store, *filed), talion(store, *stored)
        print(f"{name + ' of the file':24}{file}")
        print(f"{' '.join(map(str, stored)):24}{kept}   {kept.clock / file.clock:.2f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", nargs="*", type=int)
    parser.add_argument("--read", action="store_true", help="write no findings; read everything")
    parser.add_argument("--table", type=Path, help="a file of events, for the reply model")
    asked = parser.parse_args()
    os.environ.pop("TALION_STORE", None)
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        if asked.articles:
            write_articles(work / "sample", SAMPLE, findings=False)
            reading = reading_time(work / "sample")
            print(f"reading: {reading * 1000:.0f} ms an article; columns: clock, processors, peak")
        for number in asked.articles:
            measure(number, work, reading, read=asked.read)
        if asked.table:
            compare(asked.table, work)


if __name__ == "__main__":
    main()
