"""`talion review`: keys in, a sidecar out."""

import json
import os
import pty
import select
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.ingest.sidecar import read_findings
from talion.store import Store

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"
NAME = "2020-12-dutchreview"  # 7 incidents, 4 links


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A seed article with its sidecar, to review."""
    for ending in (".txt", ".json"):
        shutil.copy(SEEDS / f"{NAME}{ending}", tmp_path)
    return tmp_path / f"{NAME}.txt"


def test_accepting_all_writes_the_same_findings(talion: Run, article: Path) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin="a" * 11 + "w")
    assert result.exit_code == 0
    assert article.with_suffix(".json").read_bytes() == before
    assert f"{NAME}.json: 7 incidents, 4 links\n" in result.stderr
    assert result.stderr.endswith(f"add {article} takes them into the graph\n")


def test_passage_and_finding_stand_side_by_side(talion: Run, article: Path) -> None:
    shown = talion("review", str(article), stdin="qc").stdout
    line = next(line for line in shown.splitlines() if "expulsion" in line)
    assert line.startswith("│ ")
    assert line.count("│") == 4
    left = " ".join(row.split("│")[1] for row in shown.splitlines() if row[:1] == "│")
    assert "declaring them persona non grata." in " ".join(left.split())
    assert "1 of 11, 0 accepted, 0 rejected" in shown


def test_an_edit_an_addition_a_rejection_and_an_undo(talion: Run, article: Path) -> None:
    keys = (
        "e53\n"  # the count of e1 is 3
        "a"
        "n"
        "Retaliation from Russia\nthreat\nreported\nMoscow, Bo Li\nperson\nNetherlands\n\n2020-12\n"
        "r"  # e2
        "r"
        "u"
    )
    result = talion("review", str(article), stdin=keys + "qk")
    assert result.exit_code == 0
    found = read_findings(article.with_suffix(".json"))
    assert [i.id for i in found.incidents] == ["e1", "e9", "e3", "e4", "e5", "e7", "e8"]
    first, added, *_ = found.incidents
    assert first.count == 3
    assert (added.type, added.agents, added.date) == ("threat", ("Russia", "Bo Li"), "2020-12")
    assert ("Bo Li", "person") in [(a.name, a.type) for a in found.actors]


def test_an_impossible_value_is_refused_and_nothing_is_written(talion: Run, article: Path) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin="e6in March\n\x04zqk")
    assert "'in March' is not a date like 2018" in result.stdout
    assert article.with_suffix(".json").read_bytes() == before


def test_what_was_not_judged_is_dropped_on_demand(talion: Run, article: Path) -> None:
    result = talion("review", str(article), stdin="aqd")
    assert result.exit_code == 0
    assert [i.id for i in read_findings(article.with_suffix(".json")).incidents] == ["e1"]
    assert "10 of 11 not judged." in result.stdout


@pytest.mark.parametrize("keys", ["rqc", ""])
def test_leaving_or_a_broken_input_writes_nothing(talion: Run, article: Path, keys: str) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin=keys)
    assert result.exit_code == 1
    assert result.stderr.endswith(f"{NAME}.json: not changed\n")
    assert article.with_suffix(".json").read_bytes() == before
    assert len(list(article.parent.iterdir())) == 2


def test_one_walks_on_from_the_end(talion: Run, article: Path) -> None:
    result = talion("review", str(article), stdin="s" * 11 + "b" + "a" + "u" + "r" + "k")
    assert result.exit_code == 0
    assert len(read_findings(article.with_suffix(".json")).links) == 3


def test_an_article_without_a_sidecar_begins_with_the_extractors_findings(
    talion: Run, article: Path
) -> None:
    pytest.importorskip("spacy", reason="needs the extra 'extract'")
    article.with_suffix(".json").unlink()
    result = talion("review", str(article), stdin="qk")
    assert result.exit_code == 0
    assert read_findings(article.with_suffix(".json")).incidents


def test_several_articles_follow_each_other(talion: Run, article: Path) -> None:
    other = article.with_name("2024-03-05-european-pravda.txt")
    for ending in (".txt", ".json"):
        shutil.copy(SEEDS / f"{other.stem}{ending}", article.parent)
    result = talion("review", str(article), str(other), stdin="qkqk")
    assert result.exit_code == 0
    assert "(1/2)" in result.stdout
    assert "(2/2)" in result.stdout


@pytest.mark.parametrize("name", ["-", "findings.json"])
def test_only_an_articles_file_can_be_reviewed(talion: Run, name: str) -> None:
    result = talion("review", name)
    assert result.exit_code == 2
    assert f"{name}: name the file of the article; its findings are beside it" in result.stderr


def test_a_missing_article_and_a_broken_sidecar_are_one_line(talion: Run, article: Path) -> None:
    assert "there is no such file" in talion("review", "nowhere.txt").stderr
    article.with_suffix(".json").write_text("{")
    result = talion("review", str(article))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "is not JSON" in result.stderr


def test_a_folder_is_gone_through_from_what_is_least_sure(talion: Run, tmp_path: Path) -> None:
    for name, sure in (("a", 0.9), ("b", 0.4), ("c", None)):
        (tmp_path / f"{name}.txt").write_text("Peru expelled two Cubans. Cuba protested.")
        incident = {
            "id": "e1",
            "type": "expulsion",
            "status": "reported",
            "agents": ["Peru"],
            "targets": ["Cuba"],
            "count": 2,
            "date": None,
            "quote": "Peru expelled two Cubans.",
        }
        incident |= {} if sure is None else {"confidence": sure}
        actors = [{"name": "Peru", "type": "country"}, {"name": "Cuba", "type": "country"}]
        found = {"article": name, "published": None, "actors": actors, "links": []}
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(found | {"incidents": [incident]}))
    result = talion("review", str(tmp_path), stdin="qk" * 3)
    heads = [line.split()[0] for line in result.stdout.splitlines() if "/3)" in line]
    assert heads == ["b", "a", "c"]
    assert "40% sure" in result.stdout


def test_what_was_done_before_an_interruption_is_kept_and_goes_on(
    talion: Run, article: Path
) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin="e53\nra")  # the input ends
    assert result.exit_code == 1
    kept = article.with_suffix(".review")
    assert f"not changed; what was done is kept in {kept}" in result.stderr
    assert article.with_suffix(".json").read_bytes() == before
    result = talion("review", str(article), stdin="qk")
    assert "3 of 8, 1 accepted, 1 rejected" in result.stdout
    assert f"goes on from {kept.name}" in result.stdout
    found = read_findings(article.with_suffix(".json")).incidents
    assert [incident.id for incident in found] == ["e2", "e3", "e4", "e5", "e7", "e8"]
    assert not kept.exists()


def test_a_value_that_cannot_be_is_asked_again_with_the_nearest_that_can(
    talion: Run, article: Path
) -> None:
    keys = "e1expulson\n\nqk"  # Enter takes what is offered
    shown = talion("review", str(article), stdin=keys).stdout
    assert "did you mean expulsion?" in shown
    assert "type [expulsion]: " in shown


def test_a_misspelt_name_is_offered_as_the_known_one(talion: Run, article: Path) -> None:
    result = talion("review", str(article), stdin="e4Rusia, Bo Li\n\nperson\nqk")
    assert "'Rusia' is unknown; did you mean Russia?" in result.stdout
    first = read_findings(article.with_suffix(".json")).incidents[0]
    assert first.targets == ("Russia", "Bo Li")


def test_what_was_typed_for_a_new_incident_is_offered_again(talion: Run, article: Path) -> None:
    keys = (
        "nRetaliation from Russia\nthreat\nreported\n\n\n\n\n"  # nobody did it, to nobody
        "n\n\n\nMoscow\nNetherlands\n\n2020-12\nqk"
    )
    result = talion("review", str(article), stdin=keys)
    assert "an incident needs an agent or a target" in result.stdout
    added = read_findings(article.with_suffix(".json")).incidents[0]
    assert (added.type, added.quote, added.agents) == (
        "threat",
        "Retaliation from Russia",
        ("Russia",),
    )


def test_the_graph_has_what_was_reviewed_on_demand(
    talion: Run, article: Path, tmp_path: Path, seeds_folder: Path
) -> None:
    store = Path(shutil.copytree(seeds_folder, tmp_path / "store"))
    result = talion("review", "--add", str(article), stdin="e53\na" + "qk", store=store)
    assert result.stderr.endswith(f"{store}: 1 article added\n")
    with Store.open(store).view() as view:
        (report,) = view.reports([f"{NAME}#e1"])
    assert report.count == 3


def test_at_a_terminal_keys_are_explained_and_ctrl_c_keeps_what_was_done(article: Path) -> None:
    """A real pseudo-terminal: single keys in raw mode, lines in cooked mode, interrupts."""
    code = "from talion.cli import main; main()"
    command = [sys.executable, "-c", code, "review", str(article)]
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background ignores it
        os.execv(command[0], command)
    shown = ""

    def until(words: str, again: bytes = b"") -> None:
        """Read until some words are shown; `again` is typed once more where nothing comes.

        Python loses an interrupt that comes just before it waits for a line.
        """
        nonlocal shown
        while words not in shown:
            ready, _, _ = select.select([terminal], [], [], 5 if again else 60)
            if not ready and again:
                os.write(terminal, again)
                ready, _, _ = select.select([terminal], [], [], 60)
            assert ready, f"{words!r} was not shown: {shown[-2000:]}"
            shown += os.read(terminal, 65536).decode(errors="replace")
        shown = shown.partition(words)[2]

    until("1 of 11")
    os.write(terminal, b"?")
    until("Ctrl-C here ends the review")
    os.write(terminal, b"ae")  # faster than they are read
    until("2 of 11, 1 accepted")
    until("edit which?")
    os.write(terminal, b"1")
    until("type [")
    os.write(terminal, b"\x03")  # an interrupt while typing leaves the slot as it was
    until("not changed", again=b"\x03")
    os.write(terminal, b"\x03")  # and at a key ends the review
    until("what was done is kept")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 1
    assert article.with_suffix(".review").is_file()
