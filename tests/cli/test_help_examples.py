"""The examples in the help of every command run as they stand."""

import shlex
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from talion.cli import COMMANDS, main

SEEDS = Path(__file__).parents[2] / "seeds"

#: What an example needs that a test has not: a terminal, a browser, a cluster, data sets, an end.
APART = (
    "talion review",
    "--open",
    "--engine spark",
    "talion serve",
    " serve",
    "gdelt2",
    "--forget",
    "--endpoint",
    "--background",
)

SENTENCE = "Russia expelled two Dutch diplomats on Thursday. "


def examples() -> Iterator[tuple[str, str]]:
    """Yield each command with each of its examples."""
    for name, (place, _) in COMMANDS.items():
        module, _, attribute = place.partition(":")
        text = getattr(import_module(module), attribute).help
        for line in text.partition("Examples:")[2].splitlines():
            example = line.strip()
            if example and not any(part in f"{example} " for part in APART):
                yield name, example


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    """A folder with the files that the examples name, and the graph of the seeds."""
    home = tmp_path_factory.mktemp("examples")
    for name in ("talion-store", "affair", "copy"):
        shutil.copytree(seeds_folder, home / name)
    for name in ("articles", "new-articles", "gold", "seeds"):
        shutil.copytree(SEEDS, home / name)
    shutil.copytree(SEEDS, home / "findings", ignore=shutil.ignore_patterns("*.txt"))
    (home / "more").mkdir()
    shutil.copy(SEEDS / "2020-12-10-moscow-times.txt", home / "article.txt")
    (home / "today.txt").write_text(SENTENCE)
    for name in ("article", "page", "more/one"):
        (home / f"{name}.html").write_text(f"<html><body><p>{SENTENCE * 9}</p></body></html>")
    (home / "question.rq").write_text("SELECT ?a { ?a tal:expelled ?b }")
    sides = (("Israel", "Lebanon"), ("Lebanon", "Israel"))
    rows = [
        ",".join((f"x{n}", f"{2010 + n // 12}-{n % 12 + 1:02}-10", *sides[n % 2], "expulsion"))
        for n in range(1, 120)
    ]
    for name in ("expulsions.csv", "mid_incidents.csv", "icews-2018.tab"):
        (home / name).write_text("\n".join(["id,date,source,target,type", *rows, ""]))
    answered = (f"{row},{f'x{n}' if n % 2 else ''}" for n, row in enumerate(rows[:20]))
    (home / "answered.csv").write_text(
        "\n".join(["id,date,source,target,type,responds_to", *answered, ""])
    )
    crises = [",".join(row.split(",")[1:]) for row in rows]
    (home / "crises.csv").write_text("\n".join(["When,Who,Whom,What", *crises, ""]))
    with xlsxwriter.Workbook(str(home / "expulsions.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Date", "Source", "Target", "Type"))
        for number, row in enumerate(crises, 1):
            day, *cells = row.split(",")
            sheet.write_row(number, 0, ("/".join(reversed(day.split("-"))), *cells))
    run(f"talion events {home}/expulsions.csv -o {home}/events.parquet")
    run(f"talion --store {home}/copy export {home}/graph.trig")
    (home / "batch").mkdir()
    for name in ("requests.jsonl", "batch/requests.jsonl"):
        run(f"talion requests {home}/articles -o {home}/{name}")
    for name in ("responses.jsonl", "responses-2.jsonl"):
        (home / name).write_text('{"custom_id": "x", "content": "{}"}\n')
    return home


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the prepared folder, in which the example runs."""
    monkeypatch.delenv("TALION_STORE", raising=False)
    monkeypatch.chdir(shutil.copytree(prepared, tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))  # where completions are installed
    return Path.cwd()


def run(example: str, stdin: bytes | None = None) -> bytes:
    """Run an example, pipes and all, and return what it prints."""
    for part in example.split(" | "):
        command, _, source = part.partition(" < ")
        words = shlex.split(command)
        if words[0] in ("cat", "zcat"):
            stdin = Path(words[1].removesuffix(".gz")).read_bytes()
        elif words[0] == "talion":
            given = Path(source).read_bytes() if source else stdin
            result = CliRunner().invoke(
                main, [w for word in words[1:] for w in spread(word)], given
            )
            assert result.exit_code == 0, f"{part}: {result.output}"
            stdin = result.stdout_bytes
    return stdin or b""


def spread(word: str) -> list[str]:
    """Return the files that a pattern stands for, as a shell does."""
    return [str(path) for path in sorted(Path().glob(word))] if "*" in word else [word]


@pytest.mark.parametrize(("name", "example"), [*examples()])
def test_an_example_of_the_help_runs(folder: Path, name: str, example: str) -> None:
    run(example)
