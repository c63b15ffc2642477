"""Commands that write are killed (SIGKILL) at random moments: nothing may be lost.

    python scripts/bench/kills.py [--rounds 200] [--seed 1] [--only build,load]

Every round starts one command (build, add, load, import, merge, split, review, replies --write,
repair) on a copy of a small store, kills it, and then demands that

- the store holds all statements that it held before, or all that it was to hold, and findings under
  review likewise: the same N-Quads, compared by a hash; a store that was to be repaired may still
  be damaged. In both of these states `talion validate` finds nothing wrong;
- the same command, run again to its end, gives the same bytes as one that was never killed, and
  leaves neither drafts nor half-made generations behind.

The moment is drawn among the stages that can be seen in the files: before a new generation is
begun, while it is made, and at or after the commit. A round whose command ended before it was
killed is drawn again, so that every round is a kill. A command runs in a fork of this process,
which has loaded everything, so that the moments fall into its work and not into its imports.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.bench.fuzz_inputs import ARTICLE, ROWS, table

SEEDS = Path(__file__).parents[2] / "seeds"
STAGES = ("before", "writing", "commit")
BETWEEN = (
    "2020-12-10-expulsion-netherlands-russia",
    "2020-12-10-moscow-times#e1",
    "2020-12-dutchreview#e1",
)


@dataclass(frozen=True, slots=True)
class Work:
    """A command: its arguments and what is typed, and whether a second run of it may be refused."""

    arguments: tuple[str, ...]
    keys: str = ""
    once: bool = False


@dataclass(slots=True)
class Bench:
    """The folder of all rounds, and for each command how it starts and how it ends."""

    folder: Path
    work: dict[str, Work] = field(default_factory=dict)
    begins: dict[str, str] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def start(self, name: str) -> Path:
        """Return a fresh copy of the folder that a command begins with."""
        case = self.folder / "case"
        shutil.rmtree(case, ignore_errors=True)
        shutil.copytree(self.folder / "begin" / name, case)
        return case


def talion(case: Path, work: Work) -> int:
    """Run a command in this process, in the folder of a case."""
    from talion.cli import main

    os.chdir(case)
    result = CliRunner().invoke(main, ["--store", "store", *work.arguments], input=work.keys)
    return result.exit_code


def state(case: Path) -> str:
    """Return a hash of all that the case holds: every statement, and findings under review."""
    from pyoxigraph import RdfFormat
    from talion.errors import TalionError
    from talion.store import Store

    digest = sha256((case / "articles" / "2020-12-dutchreview.json").read_bytes())
    try:
        with Store.open(case / "store").view() as view:
            lines = (view.database().dump(format=RdfFormat.N_QUADS) or b"").splitlines()
            digest.update(b"\n".join(sorted(lines)))
    except TalionError as error:
        digest.update(type(error).__name__.encode())
    return digest.hexdigest()


def left_behind(case: Path) -> list[str]:
    """Return the drafts and half-made generations in a case."""
    store = case / "store"
    generations = sorted(p.name for p in (store / "generations").iterdir())
    drafts = [p.name for p in store.iterdir() if p.name.startswith(".")]
    half = [name for name in generations if name.endswith(".new")]
    whole = [name for name in generations if name.isdigit()]
    return [*drafts, *half, *(whole if len(whole) > 1 else ())]


# --- what each command begins with


def prepare(folder: Path, only: Collection[str] = ()) -> Bench:
    """Make the folders that the commands begin with, and what each ends with if not killed."""
    bench = Bench(folder)
    plain = folder / "begin" / "plain"
    articles = plain / "articles"
    articles.mkdir(parents=True)
    for file in SEEDS.iterdir():
        shutil.copy(file, articles)
    (articles / "unread.txt").write_text(ARTICLE, "utf-8")
    (plain / "new").mkdir()
    for name, number in (("one", "31"), ("two", "32")):
        (plain / "new" / f"{name}.txt").write_text(ARTICLE.replace("23", number), "utf-8")
    (plain / "events.csv").write_bytes(table(ROWS))
    assert talion(plain, Work(("build", "articles"))) in (0, 1)
    talion(plain, Work(("export", "graph.trig")))
    commands = {
        "build": Work(("build", "articles", "new")),
        "add": Work(("add", "new")),
        "load": Work(("load", "--replace", "events.csv")),
        "import": Work(("import", "graph.trig")),
        "merge": Work(("merge", BETWEEN[1], BETWEEN[2], "--because", "a test"), once=True),
        "split": Work(("split", BETWEEN[2], BETWEEN[0], "--because", "a test"), once=True),
        "review": Work(("review", "articles/2020-12-dutchreview.txt"), "r" + "a" * 10 + "w"),
        "replies": Work(("replies", "--write", "--min-probability", "0.1")),
        "repair": Work(("repair",)),
    }
    for name, work in commands.items():
        if only and name not in only:
            continue
        begin = folder / "begin" / name
        shutil.copytree(plain, begin)
        if name == "import":
            talion(begin, Work(("build", "new")))
        elif name == "merge":  # what a split has parted
            talion(begin, commands["split"])
        elif name == "repair":
            (begin / "store" / "CURRENT").unlink()
        bench.work[name] = work
        case = bench.start(name)
        begun = time.monotonic()
        code = talion(case, work)
        bench.seconds[name] = time.monotonic() - begun
        bench.begins[name], bench.ends[name] = state(begin), state(case)
        assert code in (0, 1), (name, code)
        assert bench.ends[name] != bench.begins[name], f"{name} changes nothing"
        assert talion(case, Work(("validate",))) == 0, name
        assert name == "repair" or talion(begin, Work(("validate",))) == 0, name
    return bench


# --- one round


@dataclass(slots=True)
class Round:
    """One kill: at which stage it fell, and what was wrong afterwards."""

    name: str
    stage: str
    problems: list[str] = field(default_factory=list)


def kill_once(bench: Bench, name: str, wanted: str, draw: random.Random) -> Round | None:
    """Start a command and kill it about a stage; None where it ended before."""
    case = bench.start(name)
    names = set(_files(case))
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os._exit(talion(case, bench.work[name]))
    _wait_for(wanted, case, names, child, bench.seconds[name], draw)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return None
    stage = stage_of(case, names)
    found = Round(name, stage)
    _check(bench, found, case)
    return found


def _wait_for(
    wanted: str, case: Path, names: set[str], child: int, seconds: float, draw: random.Random
) -> None:
    """Wait until a command is about a stage, and a random moment longer."""
    begun = time.monotonic()
    delay = draw.random() * seconds * 0.9
    if wanted == "before":
        time.sleep(delay)
        return
    while stage_of(case, names) == "before" and time.monotonic() - begun < 60 and _runs(child):
        time.sleep(0.0005)
    if wanted == "writing":
        time.sleep(draw.random() * min(seconds, 1.5) * 0.5)
        return
    while stage_of(case, names) != "commit" and time.monotonic() - begun < 60 and _runs(child):
        time.sleep(0.0002)
    time.sleep(draw.random() * 0.02)


def _runs(child: int) -> bool:
    """Whether a process has not ended; it stays to be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _files(case: Path) -> list[str]:
    """Return the names that change while a store, or findings, are written."""
    watched = (case / "store", case / "store" / "generations", case / "articles")
    names = [str(path) for place in watched for path in place.iterdir() if path.suffix != ".lock"]
    pointer = case / "store" / "CURRENT"
    return [*names, f"CURRENT {pointer.read_text() if pointer.is_file() else ''}"]


def stage_of(case: Path, before: set[str]) -> str:
    """Return how far a command has come, by its files."""
    try:
        now = set(_files(case))
    except FileNotFoundError:  # a draft was renamed meanwhile
        return "writing"
    if any(name.startswith("CURRENT") for name in now - before):
        return "commit"
    return "writing" if now != before else "before"


def _check(bench: Bench, found: Round, case: Path) -> None:
    """Note what a kill has lost, and what a second run does not set right."""
    after = state(case)
    if after not in (bench.begins[found.name], bench.ends[found.name]):
        found.problems.append("the store holds neither what it held nor what it was to hold")
        if talion(case, Work(("validate",))) != 0:
            found.problems.append("talion validate finds something wrong")
    work = bench.work[found.name]
    if work.keys and after == bench.ends[found.name]:
        return  # the same answers mean something else where all questions are answered
    code = talion(case, work)
    if code not in (0, 1) and not (work.once and after == bench.ends[found.name]):
        found.problems.append(f"the second run ends with {code}")
    if state(case) != bench.ends[found.name]:
        found.problems.append("the second run gives other bytes")
    if left := left_behind(case):
        found.problems.append(f"left behind: {left}")


def rounds(bench: Bench, number: int, seed: int, tell: Callable[[str], None]) -> list[Round]:
    """Kill so many times, the commands and the stages in turn."""
    draw = random.Random(seed)
    done: list[Round] = []
    turn = missed = 0
    while len(done) < number and missed < 10 * number:
        name = list(bench.work)[turn % len(bench.work)]
        stage = STAGES[turn // len(bench.work) % len(STAGES)]
        turn += 1
        found = kill_once(bench, name, stage, draw)
        if found is None:
            missed += 1
            continue
        done.append(found)
        for problem in found.problems:
            tell(f"round {len(done)}: {name}, killed {found.stage}: {problem}")
        if len(done) % 50 == 0:
            tell(f"{len(done)} kills")
    tell(f"{missed} commands ended before they were killed, and were drawn again")
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="commands, separated by commas")
    chosen = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        bench = prepare(Path(place))
        if chosen.only:
            bench.work = {n: w for n, w in bench.work.items() if n in chosen.only.split(",")}
        done = rounds(bench, chosen.rounds, chosen.seed, lambda text: print(text, flush=True))
        os.chdir("/")
    stages = Counter((found.name, found.stage) for found in done)
    print(f"{len(done)} kills in {time.monotonic() - begun:.0f} s, seed {chosen.seed}")
    for name in bench.work:
        shown = ", ".join(f"{stages[name, stage]} {stage}" for stage in STAGES)
        print(f"  {name:8} {shown}")
    problems = sum(len(found.problems) for found in done)
    print(f"  problems: {problems}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
