"""`talion extract`: findings in the codebook's JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.cli.support.explanations import meaning
from talion.ingest.articles import read_article
from talion.ingest.sidecar import format_findings, read_findings, read_sidecar

pytest.importorskip("spacy", reason="needs the extra 'extract'")

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Belgium expelled 21 Russian diplomats on Tuesday, the Belgian foreign ministry said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one with a header."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "one.txt").write_text(f"published: 2022-03-30\npublisher: P\n---\n{TEXT}")
    (made / "two.txt").write_text("Ireland expelled four Russian diplomats on 29 March 2022.\n")
    return made


def test_one_article_is_one_object(talion: Run, folder: Path) -> None:
    result = talion("extract", str(folder / "one.txt"))
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["article"], found["published"]) == ("one", "2022-03-30")
    (incident,) = (i for i in found["incidents"] if i["type"] == "expulsion")
    assert (incident["agents"], incident["targets"]) == (["Belgium"], ["Russia"])
    assert (incident["count"], incident["date"]) == (21, "2022-03-29")
    assert incident["quote"] in TEXT


def test_several_are_a_list_in_their_order(talion: Run, folder: Path) -> None:
    found = json.loads(talion("extract", str(folder)).stdout)
    assert [f["article"] for f in found] == ["one", "two"]


def test_standard_input_is_read_with_the_facts_that_are_given(talion: Run) -> None:
    result = talion("extract", "-", "--published", "2022-03-30", stdin=TEXT)
    found = json.loads(result.stdout)
    assert (found["article"], found["published"]) == ("stdin", "2022-03-30")
    assert found["incidents"][0]["date"] == "2022-03-29"


def test_out_writes_a_file_each_that_is_a_sound_sidecar(
    talion: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "findings"
    result = talion("extract", str(folder), "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("findings on 2 articles (")
    for name in ("one", "two"):
        found = read_sidecar(out / f"{name}.json", read_article(folder / f"{name}.txt"))
        assert (out / f"{name}.json").read_text("utf-8") == format_findings(found)


def test_findings_beside_an_article_are_left_as_they_are(talion: Run, folder: Path) -> None:
    (folder / "one.json").write_text("reviewed by hand")
    result = talion("extract", str(folder), "--out", str(folder))
    assert result.exit_code == 1
    assert "one.json: holds findings on the article beside it; not overwritten" in result.stderr
    assert (folder / "one.json").read_text() == "reviewed by hand"
    assert read_findings(folder / "two.json").incidents


def test_what_was_written_elsewhere_is_written_anew(
    talion: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "one.json").write_text("old")
    assert talion("extract", str(folder / "one.txt"), "--out", str(out)).exit_code == 0
    assert read_findings(out / "one.json").incidents


def test_explain_shows_trigger_slots_and_quote(talion: Run, folder: Path) -> None:
    shown = talion("extract", str(folder / "one.txt"), "--explain").stdout
    assert "expulsion: Belgium → Russia, count 21, 2022-03-29, reported" in shown
    assert "“Belgium expelled 21 Russian diplomats on Tuesday" in shown.replace("\n      ", " ")
    assert "word     “expelled”" in shown
    assert "who      the subject of the verb" in shown
    assert "meaning  “expel”, of envoys" in shown


def test_how_a_word_must_be_used_is_said_in_words() -> None:
    assert meaning("shoot down") == "“shoot down”"
    assert meaning("spy %doer -<spyless>") == "“spy”, naming the agent"
    assert meaning("order <mission> +close|shut %last") == (
        "“order”, of diplomatic missions, with “close” or “shut” near"
    )
    assert meaning("cause +explosion|blast|fire") == (
        "“cause”, with “explosion”, “blast” or “fire” near"
    )


def test_the_batch_goes_on_and_the_exit_code_says_so(talion: Run, folder: Path) -> None:
    (folder / "a-empty.txt").write_text("")
    (folder / "b-binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "c-latin.txt").write_bytes(f"The Élysée was silent. {TEXT}".encode("cp1252"))
    (folder / "d-sport.txt").write_text("The team won the match and everybody went home happy.\n")
    result = talion("extract", str(folder), str(folder / "none.txt"))
    assert result.exit_code == 1
    assert [f["article"] for f in json.loads(result.stdout)] == [
        "c-latin",
        "d-sport",
        "one",
        "two",
    ]
    lines = result.stderr.splitlines()
    assert f"talion: {folder}/a-empty.txt: is empty" in lines
    assert f"talion: {folder}/b-binary.txt: is not text, HTML or PDF" in lines
    assert f"note: {folder}/c-latin.txt: is not UTF-8; read as Windows-1252" in lines
    assert "talion: d-sport: no incident found" in lines
    assert f"talion: {folder}/none.txt: there is no such file" in lines
    assert len(lines) == 5


def test_another_language_is_refused_by_name_unless_forced(talion: Run, folder: Path) -> None:
    dutch = folder / "dutch.txt"
    dutch.write_text(
        "Nederland zet twee Russische diplomaten uit die zich bezighielden met spionage. Dat heeft "
        "de minister van Binnenlandse Zaken aan de Tweede Kamer geschreven in een brief.\n"
    )
    result = talion("extract", str(dutch))
    assert result.exit_code == 1
    assert "Dutch" in result.stderr
    assert talion("extract", str(dutch), "--force").stdout.startswith("{")


def test_a_folder_that_cannot_be_written_is_one_line(talion: Run, folder: Path) -> None:
    result = talion("extract", str(folder), "--out", str(folder / "one.txt" / "x"))
    assert result.exit_code == 1
    assert result.stderr.startswith("talion: ")
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_date_that_is_none_is_one_line(talion: Run, folder: Path) -> None:
    result = talion("extract", str(folder / "one.txt"), "--published", "yesterday")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'yesterday' is no date" in result.stderr
