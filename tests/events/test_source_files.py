"""Files of events as bytes in UTF-8, whatever they hold."""

import io
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events import source_files
from talion.events.export_layout import ExportLayout
from talion.events.row_evidence import export_rows


class Dribbling(io.BytesIO):
    """Bytes of which each read returns two."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(2)


@given(st.lists(st.sampled_from([b"a", b"\n", "é".encode(), "😀".encode(), b"\xff", b"\xf0\x9f"])))
def test_damaged_characters_are_replaced_and_no_others_change(parts: list[bytes]) -> None:
    data = b"".join(parts)
    read = io.BufferedReader(source_files._Recoded(Dribbling(data), "utf-8"), 16).read()
    assert read == data.decode("utf-8", "replace").encode()


@settings(deadline=None)
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=40), st.sets(st.integers(1, 40)))
def test_the_lines_of_events_are_found_again(widths: list[int], wanted: set[int]) -> None:
    layout = ExportLayout("day", "who", "whom", "code")
    lines = ["day\twho\twhom\tcode"] + [
        f"{n}\t{'é' * width}\tb\tc" for n, width in enumerate(widths)
    ]
    held = io.BytesIO("\n".join(lines).encode())
    with (
        patch("talion.events.row_evidence.opened", lambda path: nullcontext(held)),
        patch("talion.events.row_evidence._BLOCK", 1000),
    ):
        rows = export_rows(Path("held in memory"), layout, frozenset(wanted))
        found = {number: row["who"] for number, row in rows}
    there = {n for n in wanted if 1 < n <= len(lines)}
    assert found == {n: lines[n - 1].split("\t")[1] for n in there}
