"""Pictures: what they tell, the same bytes for the same input, clear errors."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from talion.errors import OutputError
from talion.reciprocity.chains import chains
from talion.reciprocity.history import History
from talion.reciprocity.ledger import ledger
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import waves
from talion.render.pictures.canvas import save
from talion.render.pictures.ladder import exchange
from talion.render.pictures.strips import strips
from talion.render.pictures.wave import wave_picture
from talion.store import View


@pytest.fixture
def known(view: View) -> History:
    return read_history(view)


def draw(kind: str, known: History) -> Figure:
    if kind == "ladder":
        return exchange(
            known, ledger(known, ExchangeSide(known, "netherlands"), ExchangeSide(known, "russia"))
        )
    if kind == "wave":
        return wave_picture(known, waves(known)[0])
    return strips(known, chains(known, limit=3).chains)


def words(file: Path) -> str:
    return " ".join(" ".join(ElementTree.parse(file).getroot().itertext()).split())


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("ladder", ["Netherlands", "Russia", "expulsion of 17", "2020-12-10", "(expected)"]),
        ("wave", ["4 states against Russia, 4 of 4 events answered", "Ireland: expulsion"]),
        ("strips", ["2021-07", "United States → Russia: expulsion of", "same day", "stated"]),
    ],
)
def test_a_picture_says_what_it_shows_and_is_the_same_every_time(
    known: History, tmp_path: Path, kind: str, parts: list[str]
) -> None:
    first, second = tmp_path / "first.svg", tmp_path / "second.svg"
    save(draw(kind, known), first)
    save(draw(kind, known), second)
    assert first.read_bytes() == second.read_bytes()
    assert all(part in words(first) for part in parts), words(first)
    assert "date" not in {e.tag.rpartition("}")[2] for e in ElementTree.parse(first).iter()}


def test_a_png_is_the_same_every_time_too(known: History, tmp_path: Path) -> None:
    files = [tmp_path / "a.png", tmp_path / "b.png"]
    for file in files:
        save(draw("strips", known), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "reason"), [("x.pdf", "a picture is .svg or .png"), ("no/x.svg", "No such file")]
)
def test_a_picture_that_cannot_be_written_is_one_line(
    known: History, tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(OutputError, match=reason):
        save(draw("wave", known), tmp_path / name)
