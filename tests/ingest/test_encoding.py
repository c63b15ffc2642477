"""Bytes to text."""

from hypothesis import given
from hypothesis import strategies as st
from talion.ingest.encoding import decode, is_binary


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda t: t[:1] != "\ufeff"))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, None)


def test_line_endings_are_kept_for_offsets_count_characters() -> None:
    assert decode(b"one\r\ntwo\rthree\n")[0] == "one\r\ntwo\rthree\n"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfMoscow") == ("Moscow", None)


def test_utf_16_is_read_and_said() -> None:
    assert decode("Wilmès".encode("utf-16")) == ("Wilmès", "is UTF-16-LE, read as such")


def test_windows_1252_is_read_and_said() -> None:
    text, said = decode("the “Kremlin” – Wilmès".encode("cp1252"))
    assert text == "the “Kremlin” – Wilmès"
    assert said == "is not UTF-8; read as Windows-1252"


def test_utf_8_with_a_broken_byte_stays_utf_8() -> None:
    text, said = decode("“Wilmès” – “Zakharova”".encode() + b"\xff")
    assert text == "“Wilmès” – “Zakharova”\N{REPLACEMENT CHARACTER}"
    assert said is not None
    assert said.startswith("is UTF-8 with 1 broken bytes")


def test_zeros_and_control_characters_are_no_text() -> None:
    assert is_binary(b"\x7fELF\0\0")
    assert is_binary(bytes(range(1, 9)) * 4)
    assert not is_binary("Wilmès\t\r\n".encode())
    assert not is_binary("Wilmès".encode("utf-16"))
