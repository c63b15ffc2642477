import gzip
import zipfile
from pathlib import Path

import pytest
from talion.errors import EventImportError
from talion.events.file_head import FileHead
from talion.events.format_registry import detect
from talion.events.formats import gdelt1, gdelt2
from talion.events.source_files import opened

TIDY = "date,source,relation,target\n2014-01-01,China,Accuse,Japan\n"


def gdelt(columns: int) -> str:
    return "\t".join(str(n) for n in range(columns)) + "\n"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (TIDY, "icews-tidy"),
        ('"date","source","relation","target"\n', "icews-tidy"),
        ("Event ID\tEvent Date\tSource Name\n", "icews"),
        (gdelt(58), "gdelt1"),
        (gdelt(57), "gdelt1"),
        (gdelt(61), "gdelt2"),
        ("date,source,target,type\n", "csv"),
        ("source,target,time\nA,B,1\n", "csv"),
        ("CRO,YUG,0\nYUG,CRO,0.36\n", "csv"),
    ],
)
def test_the_format_of_a_file_is_recognised_by_its_content(
    tmp_path: Path, text: str, form: str
) -> None:
    path = tmp_path / "anything"
    path.write_text(text)
    assert detect(FileHead.of(path)).name == form


@pytest.mark.parametrize("text", ["", "\n\n", "hello\n", "a,b,c\nx,y,z\n"])
def test_what_is_no_table_of_events_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text)
    with pytest.raises(EventImportError, match=r"other\.txt: (empty|in no event format)"):
        detect(FileHead.of(path))


def test_a_binary_file_is_refused_without_printing_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    path.write_bytes(b"SQLite format 3\0\x10,\x1b[31m\n1,2\n")
    with pytest.raises(EventImportError, match=r"events\.db: no table in text") as refused:
        detect(FileHead.of(path))
    assert str(refused.value).isprintable()


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(TIDY.encode()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", TIDY)
    for path in (packed, tmp_path / "a.zip"):
        assert detect(FileHead.of(path)).name == "icews-tidy"
        with opened(path) as file:
            assert file.read().decode() == TIDY


def test_a_zip_of_several_files_and_a_missing_file_are_reported(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "")
        archive.writestr("b", "")
    with pytest.raises(EventImportError, match="a zip of 2 files"):
        FileHead.of(tmp_path / "two.zip")
    with pytest.raises(EventImportError, match="there is no such file"):
        FileHead.of(tmp_path / "none.csv")


def test_a_cut_gzip_is_reported(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(TIDY.encode())[:20])
    with pytest.raises(EventImportError, match="damaged"):
        FileHead.of(tmp_path / "cut.gz")


def test_gdelt_columns_are_those_of_its_codebooks(shared: Path) -> None:
    for module in (gdelt1, gdelt2):
        names = (shared / "data" / f"{module.FORMAT.name}_columns.txt").read_text().split()
        assert module.FORMAT.layouts[0].header == tuple(names)


def test_gdelt_before_april_2013_lacks_the_last_column(tmp_path: Path) -> None:
    path = tmp_path / "1979.csv"
    path.write_text(gdelt(57) * 3)
    header = gdelt1.FORMAT.layout(FileHead.of(path)).header
    assert header is not None
    assert (len(header), header[-1]) == (57, "DATEADDED")
