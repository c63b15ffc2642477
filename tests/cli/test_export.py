"""`talion export` and `talion import`: out, and back, byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.errors import UsageError
from talion.exchange.export_format import ExportFormat, Request
from talion.exchange.export_registry import export_formats
from talion.network import to_networkx
from talion.store import Store

Run = Callable[..., Result]


def test_a_graph_goes_out_and_comes_back_the_same(talion: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.trig", tmp_path / "second.trig"
    assert talion("export", str(first)).exit_code == 0
    assert talion("import", str(first), store=tmp_path / "copy").exit_code == 0
    assert talion("export", str(second), store=tmp_path / "copy").exit_code == 0
    assert second.read_bytes() == first.read_bytes()
    assert talion("export").stdout_bytes == first.read_bytes()


def test_a_registered_format_is_written_by_its_name_and_by_its_ending(
    talion: Run, tmp_path: Path
) -> None:
    def write(store: Store, request: Request) -> bytes:
        with store.view() as view:
            return f"digraph {request.kind} {{ {len(to_networkx(view, request.kind))} }}".encode()

    dot = ExportFormat("dot", "DOT, for Graphviz", (".dot", ".gv"), write)
    with export_formats.registered(dot):
        assert talion("export", str(tmp_path / "actors.gv")).exit_code == 0
        assert talion("export", "--format", "dot", "--kind", "incidents").stdout == (
            "digraph incidents { 53 }"
        )
        assert "|dot]" in talion("export", "--help").stdout.replace("\n", "")
        with pytest.raises(UsageError, match="'dot' already"), export_formats.registered(dot):
            pass
    assert (tmp_path / "actors.gv").read_text() == "digraph actors { 29 }"
    assert talion("export", "--format", "dot").exit_code == 2


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json", "csv"])
def test_a_network_is_written_by_its_ending(talion: Run, tmp_path: Path, ending: str) -> None:
    for kind in ("actors", "incidents"):
        file = tmp_path / f"{kind}.{ending}"
        assert talion("export", "--kind", kind, str(file)).exit_code == 0
        assert "russia" in file.read_text("utf-8")


def test_an_unknown_ending_is_refused(talion: Run, tmp_path: Path) -> None:
    result = talion("export", str(tmp_path / "graph.xyz"))
    assert result.exit_code == 2
    assert "give --format" in result.stderr


def test_a_folder_that_is_not_there_is_reported(talion: Run, tmp_path: Path) -> None:
    result = talion("export", str(tmp_path / "none/graph.trig"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<a> <b>", "line 1: is not TriG"),
        (b"\xff\xfe\x00", "is not TriG"),
        (
            b"<http://example.org/g> { <https://w3id.org/talion/id/report/x/e1>"
            b" a <https://w3id.org/talion/ns#Report> . }",
            "breaks its shapes",
        ),
    ],
)
def test_what_cannot_be_imported_leaves_the_store_as_it_was(
    talion: Run, tmp_path: Path, content: bytes, reason: str
) -> None:
    store = tmp_path / "store"
    talion("build", store=store)
    before = talion("export", store=store).stdout_bytes
    (tmp_path / "bad.trig").write_bytes(content)
    result = talion("import", str(tmp_path / "bad.trig"), store=store)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert talion("export", store=store).stdout_bytes == before
