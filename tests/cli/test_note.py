"""`talion note`: what a person notes, shown by the commands and taken back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DUTCH = "2020-12-10-expulsion-netherlands-russia"


@pytest.fixture
def store(seeds_folder: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(seeds_folder, tmp_path / "store"))


def test_a_note_shows_in_incident_and_actor_and_is_exported(
    talion: Run, store: Path, tmp_path: Path
) -> None:
    talion("note", DUTCH, "two or four?", "--star", store=store)
    talion("note", "The Hague", "ask the ministry", store=store)
    shown = talion("incident", DUTCH, store=store).stdout
    assert shown.endswith(f"  note on incident:{DUTCH}: ★ two or four?\n")
    assert (
        "note on actor:netherlands: ask the ministry"
        in talion("actor", "Dutch", store=store).stdout
    )
    talion("export", str(tmp_path / "graph.trig"), store=store)
    trig = (tmp_path / "graph.trig").read_text("utf-8")
    assert 'tal:noteText "two or four?"' in trig
    other = tmp_path / "other"
    talion("import", str(tmp_path / "graph.trig"), store=other)
    found = json.loads(talion("decisions", "--by", "person", "--json", store=other).stdout)
    assert [(d["about"], d["kind"]) for d in found] == [
        ("actor", "note"),
        ("incident", "note"),
        ("incident", "star"),
    ]


def test_a_new_note_replaces_the_former_one_and_is_withdrawn(talion: Run, store: Path) -> None:
    talion("note", DUTCH, "two?", store=store)
    talion("note", f"incident:{DUTCH}", "four?", store=store)
    listed = talion("decisions", "--by", "person", store=store).stdout
    assert listed.splitlines()[1:] == [f"  incident:{DUTCH}", "  note: four?"]
    assert (
        "1 decision withdrawn" in talion("decisions", "--forget", DUTCH, "note", store=store).stderr
    )
    again = talion("decisions", "--forget", DUTCH, "note", store=store)
    assert (again.exit_code, again.stderr) == (2, f"talion: '{DUTCH}': no person gave it a note\n")


def test_a_note_survives_a_merge_of_its_incident(talion: Run, store: Path) -> None:
    ends = "2021-expulsion-poland-russia", "2022-expulsion-poland-russia"
    for end in ends:
        talion("note", end, f"seen in {end[:4]}", store=store)
    merged = json.loads(talion("merge", *ends, "--json", store=store).stdout)
    (made,) = merged["incidents"]
    notes = json.loads(talion("incident", made["id"], "--json", store=store).stdout)["notes"]
    assert [note["text"].splitlines() for note in notes] == [["seen in 2021", "seen in 2022"]]
