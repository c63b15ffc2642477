"""Damaged inputs given to every command that reads files: none may end in a traceback.

    python scripts/bench/fuzz.py [--inputs 10000] [--seed 1] [--case N]

Each case gives one command (extract, build, events, load, replies, import) a damaged file, or a
folder in which some are damaged, in the form of `fuzz_inputs.py`. It counts exit codes and reports

- a traceback, or an exit code other than 0, 1 and 2;
- a case of more than ten seconds of work, and a process that died;
- a failure without a line that names the file;
- a row, a file or a statement that is neither in the result nor accounted for in a line;
- a sound file beside damaged ones that is not in the result;
- a store that a refused import has changed.

A case follows from its number and the seed: `--case N` shows one with its files and its traceback.
The commands run in one process, for speed; it is started again when it hangs or dies.
"""

import argparse
import json
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.bench import fuzz_inputs
from scripts.bench.fuzz_inputs import Damaged

LIMIT = 10  # seconds of processor time that a case may take
#: How often each command comes, in cases. A build has several damaged files.
WEIGHTS = {"events": 40, "extract": 20, "replies": 16, "import": 10, "build": 10, "load": 3}
IN_A_BUILD = 6


class Hang(BaseException):
    """A case that takes too long."""


@dataclass(slots=True)
class Outcome:
    """What became of one case."""

    number: int
    command: str
    damage: str
    inputs: int = 1
    code: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def talion(*args: str, stdin: bytes | None = None) -> Result:
    """Run a command in this process."""
    from talion.cli import main

    return CliRunner().invoke(main, list(args), input=stdin)


def case(number: int, seed: int, folder: Path) -> Outcome:
    """Run one case in an empty folder."""
    draw = Random(f"{seed}/{number}")
    command = _drawn(draw)
    outcome = Outcome(number, command, "")
    begun = time.process_time()
    try:
        with limited():
            CASES[command](draw, folder, outcome)
    except Hang:
        outcome.problems.append(f"hang: more than {LIMIT} s of work")
    outcome.seconds = time.process_time() - begun
    return outcome


def command_of(number: int, seed: int) -> str:
    """Return the command of a case."""
    return _drawn(Random(f"{seed}/{number}"))


def _drawn(draw: Random) -> str:
    return draw.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


@contextmanager
def limited() -> Iterator[None]:
    """Raise Hang in the block when its time is up."""

    def end(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def checked(outcome: Outcome, result: Result, *names: str) -> bool:
    """Note what no command may do; return whether it succeeded."""
    outcome.code = result.exit_code
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        where = "".join(traceback.format_exception(error)[-3:])
        outcome.problems.append(f"traceback: {type(error).__name__}: {str(error)[:200]}\n{where}")
    elif result.exit_code not in (0, 1, 2):
        outcome.problems.append(f"exit code {result.exit_code}")
    elif result.exit_code and not any(name in result.stderr for name in names):
        outcome.problems.append(f"exit code {result.exit_code} and no line: {result.stderr[-300:]}")
    if "Traceback (most recent" in result.stderr:
        outcome.problems.append(f"traceback on stderr: {result.stderr[-600:]}")
    return result.exit_code == 0 and error is None


def put(folder: Path, damaged: Damaged) -> Path:
    """Write a file."""
    folder.mkdir(exist_ok=True)
    path = folder / damaged.name
    path.write_bytes(damaged.data)
    return path


def printed_by(publisher: str) -> str:
    """Return the article as a newspaper prints it: one text by one publisher is one article."""
    made = fuzz_inputs.ARTICLE.replace("The Fuzz Gazette", publisher)
    assert made != fuzz_inputs.ARTICLE
    return made


def sound(folder: Path) -> None:
    """Put an article with its findings into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "sound.txt").write_text(printed_by("Sound Times"), "utf-8")
    findings = fuzz_inputs.FINDINGS | {"article": "sound"}
    (folder / "sound.json").write_text(json.dumps(findings), "utf-8")


# --- the commands


def extract(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Give it one damaged article, by name or on standard input."""
    damaged = fuzz_inputs.article(draw)
    outcome.damage = damaged.damage
    path = put(folder, damaged)
    if draw.random() < 0.2:
        result = talion("extract", "-", stdin=damaged.data)
        name = "standard input" if "standard input" in result.stderr else "stdin"
    else:
        result, name = talion("extract", str(path)), path.stem
    if checked(outcome, result, name) and not _is_json(result.stdout):
        outcome.problems.append("the output is no JSON")


def build(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Give it a folder of damaged articles and findings, and one sound article."""
    from talion.store import Store

    articles = folder / "articles"
    sound(articles)
    told: dict[str, str] = {}
    for n in range(IN_A_BUILD):
        if draw.random() < 0.6:
            damaged = fuzz_inputs.sidecar(draw)
            (articles / f"reviewed{n}.txt").write_text(printed_by(f"Fuzz Post {n}"), "utf-8")
            data = damaged.data.replace(b'"reviewed"', f'"reviewed{n}"'.encode(), 1)
            (articles / f"reviewed{n}.json").write_bytes(data)
            told[f"reviewed{n}"] = damaged.damage
        else:
            damaged = fuzz_inputs.article(draw)
            name = f"damaged{n}"
            (articles / (name + Path(damaged.name).suffix)).write_bytes(damaged.data)
            told[name] = damaged.damage
    outcome.damage, outcome.inputs = "; ".join(told.values()), IN_A_BUILD
    result = talion("--store", str(folder / "store"), "build", str(articles), "--json")
    checked(outcome, result, "talion: ")
    if result.exit_code not in (0, 1) or outcome.problems:
        outcome.problems.append(f"the sound article is lost: {result.stderr[-300:]}")
        return
    with Store.open(folder / "store").view() as view:
        held = {article.id for article in view.articles()}
    lost = [
        n for n in ("sound", *told) if n not in held and (n == "sound" or n not in result.stderr)
    ]
    if lost:
        outcome.problems.append(f"lost without a line: {lost}: {result.stderr[-300:]}")


def events(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Give it one damaged file of events, by name or on standard input."""
    damaged = fuzz_inputs.events(draw)
    outcome.damage = damaged.damage
    path = put(folder, damaged)
    if draw.random() < 0.1:
        result = talion("events", "-", "--json", stdin=damaged.data)
        name = "-"
    else:
        result, name = talion("events", str(path), "--json"), path.name
    ended_well = checked(outcome, result, name, "event table")
    if not ended_well:
        if damaged.rows and not outcome.problems and "rows are bad" not in result.stderr:
            outcome.problems.append(f"the table is lost to one row: {result.stderr[-300:]}")
        return
    found = json.loads(result.stdout)
    accounted = len(found["bad_rows"]) + found["domestic"] + found["used"]
    accounted += sum(found["unknown_codes"].values()) + sum(found["stateless_actors"].values())
    if damaged.name.endswith(".csv") and found["rows"] != accounted:
        outcome.problems.append(f"{found['rows']} rows read, {accounted} accounted for")
    if damaged.rows and found["rows"] != damaged.rows:
        outcome.problems.append(f"{found['rows']} rows of {damaged.rows}")


def load(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Load one damaged file of events into a store."""
    from talion.store import Store

    damaged = fuzz_inputs.events(draw)
    outcome.damage = damaged.damage
    path, store = put(folder, damaged), folder / "store"
    result = talion("--store", str(store), "load", str(path), "--json")
    if not checked(outcome, result, path.name, "event table", "numeric times"):
        return
    with Store.open(store).view() as view:
        rows = view.select("SELECT (COUNT(*) AS ?n) { ?i a tal:Incident }").rows
    if rows[0][0] != json.loads(result.stdout)["incidents"]:
        outcome.problems.append(f"{rows[0][0]} incidents in the store: {result.stdout[:200]}")
    checked(outcome, talion("--store", str(store), "chains", "--json", "--limit", "3"), "talion: ")


def replies(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Infer responses among the events of one damaged file."""
    damaged = fuzz_inputs.events(draw)
    outcome.damage = damaged.damage
    path = put(folder, damaged)
    result = talion("replies", str(path), "--json")
    if checked(outcome, result, path.name, "event table") and not _is_json(result.stdout):
        outcome.problems.append("the output is no JSON")


def import_(draw: Random, folder: Path, outcome: Outcome) -> None:
    """Give it a damaged graph for a store that holds a sound one."""
    from talion.store import Store

    damaged = fuzz_inputs.graph(draw)
    outcome.damage = damaged.damage
    path, store = put(folder, damaged), folder / "store"
    shutil.copytree(_base(folder), store)
    before = Store.open(store).engine.version
    options = ["--into"] if draw.random() < 0.8 else []
    result = talion("--store", str(store), "import", str(path), *options)
    ended_well = checked(outcome, result, path.name, "shapes")
    changed = Store.open(store).engine.version != before
    if changed != ended_well:
        outcome.problems.append(f"exit code {result.exit_code}, and changed: {changed}")
    if not ended_well or draw.random() < 0.5:
        return
    for command in (("chains", "--json"), ("validate",), ("query", "who-expelled-whom")):
        checked(outcome, talion("--store", str(store), *command), "talion: ")


def _base(folder: Path) -> Path:
    """Return the store that graphs are imported into, made once."""
    base = folder.parent / "base"
    if not base.is_dir():
        sound(folder.parent / "base-articles")
        done = talion("--store", str(base), "build", str(folder.parent / "base-articles"))
        assert done.exit_code == 0, done.output
    return base


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


CASES: dict[str, Callable[[Random, Path, Outcome], None]] = {
    "extract": extract,
    "build": build,
    "events": events,
    "load": load,
    "replies": replies,
    "import": import_,
}


# --- many cases


def worker(pipe: Connection, seed: int, first: int, place: str) -> None:
    """Run cases from `first` on, and send the number of each before it and its outcome after it."""
    warm(Path(place))
    for number in range(first, 10**9):
        pipe.send(number)
        folder = Path(place, "case")
        folder.mkdir()
        pipe.send(case(number, seed, folder))
        shutil.rmtree(folder)


def warm(place: Path) -> None:
    """Load and compile everything once, outside of the time of any case."""
    fuzz_inputs.trig()
    _base(place / "case")
    path = place / "warm.csv"
    path.write_bytes(fuzz_inputs.table(fuzz_inputs.ROWS))
    for command in ("events", "replies"):
        assert talion(command, str(path), "--json").exit_code == 0
    assert talion("extract", "-", stdin=fuzz_inputs.ARTICLE.encode()).exit_code == 0


def outcomes(seed: int, inputs: int) -> Iterator[Outcome]:
    """Yield the outcomes of cases until they have had so many inputs."""
    memory = Path("/dev/shm")
    first = done = 0
    context = multiprocessing.get_context("spawn")
    while done < inputs:
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
            ours, theirs = context.Pipe()
            process = context.Process(target=worker, args=(theirs, seed, first, place), daemon=True)
            process.start()
            theirs.close()
            try:
                while done < inputs:
                    found: Any = ours.recv() if ours.poll(300) else None
                    if found is None:
                        raise EOFError
                    if isinstance(found, int):
                        first = found + 1
                        continue
                    done += found.inputs
                    yield found
            except EOFError:
                code = process.exitcode
                why = f"the process hangs or died (exit code {code})"
                done += 1
                yield Outcome(first - 1, "?", "?", problems=[why])
            finally:
                process.kill()
                process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="run one case, keep its files, show what it says")
    chosen = parser.parse_args()
    if chosen.case is not None:
        folder = Path(tempfile.mkdtemp(), "case")
        folder.mkdir()
        warm(folder.parent)
        found = case(chosen.case, chosen.seed, folder)
        print(found, *found.problems, folder, sep="\n")
        return
    codes: Counter[tuple[str, int]] = Counter()
    inputs: Counter[str] = Counter()
    problems, longest = 0, Outcome(0, "", "")
    begun = time.monotonic()
    for outcome in outcomes(chosen.seed, chosen.inputs):
        codes[outcome.command, outcome.code] += 1
        inputs[outcome.command] += outcome.inputs
        longest = max(longest, outcome, key=lambda o: o.seconds)
        for problem in outcome.problems:
            problems += 1
            what = f"case {outcome.number}: {outcome.command}: {outcome.damage}"
            print(f"{what}: {problem}", flush=True)
    print(f"{inputs.total()} inputs in {time.monotonic() - begun:.0f} s, seed {chosen.seed}")
    for name in sorted(inputs):
        ends = {code: n for (command, code), n in sorted(codes.items()) if command == name}
        print(f"  {name:8} {inputs[name]:6} inputs; cases by exit code: {ends}")
    print(f"  the longest took {longest.seconds:.1f} s (case {longest.number})")
    print(f"  problems: {problems}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
