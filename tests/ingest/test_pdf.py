"""The text layer of a PDF."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from talion.errors import ArticleError, MissingExtraError
from talion.ingest.articles import read_article


def pdf(*pages: str) -> bytes:
    """A PDF of one line of text a page, written by hand."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    font = 3 + 2 * len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
    ]
    for n, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * n} 0 R"
            f" /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = "%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("latin-1")


def write(folder: Path, data: bytes) -> Path:
    path = folder / "2018-03-26-one.pdf"
    path.write_bytes(data)
    return path


def test_the_text_of_all_pages_is_read(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, pdf("Freedonia expelled two.", "", "Sylvania said.")))
    assert article.text == "Freedonia expelled two.\n\nSylvania said."
    assert article.published == "2018-03-26"


def test_a_title_in_the_files_information_is_the_articles(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Said."))))
    writer.add_metadata({"/Title": "Freedonia expels two"})
    out = BytesIO()
    writer.write(out)
    assert read_article(write(tmp_path, out.getvalue())).title == "Freedonia expels two"


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"one\.pdf: is a PDF without text \(a scan\?\)"):
        read_article(write(tmp_path, pdf("", "")))


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Said."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(ArticleError, match="is a PDF locked with a password"):
        read_article(write(tmp_path, out.getvalue()))


@given(st.integers(0, 700), st.integers(9, 700), st.binary(max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_read_or_refused_in_one_line(at: int, cut: int, instead: bytes) -> None:
    whole = pdf("Said.")
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), whole[: 9 + at] + instead + whole[9 + at + len(instead) : cut])
        try:
            assert read_article(path).text.strip()
        except ArticleError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either is right


def test_a_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="has 201 pages; at most 200 are read"):
        read_article(write(tmp_path, pdf(*["Said."] * 201)))


def test_without_the_extra_it_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(MissingExtraError, match=r"talion\[extract\]"):
        read_article(write(tmp_path, pdf("Said.")))
