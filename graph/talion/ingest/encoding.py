"""From bytes to text: UTF-8, or the most likely other encoding."""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK = "\N{REPLACEMENT CHARACTER}"
#: Control characters that occur in text: tab, line feed, form feed, carriage return, escape.
_PLAIN_CONTROLS = frozenset({9, 10, 12, 13, 27})


def is_binary(data: bytes) -> bool:
    r"""Whether the bytes are not text in any encoding: zeros or many control characters.

    >>> is_binary(b"\x00\x01"), is_binary("café".encode())
    (True, False)
    """
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    head = data[:65536]
    controls = sum(byte < 32 and byte not in _PLAIN_CONTROLS for byte in head)
    return b"\0" in head or controls * 50 > len(head)


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of some bytes, and a note on what had to be done to read them, or None.

    Tried in this order: a byte order mark, UTF-8, UTF-8 with broken bytes (where it has more good
    sequences than broken ones), Windows-1252. Line endings are kept: offsets count characters.

    >>> decode("café".encode("cp1252"))
    ('café', 'is not UTF-8; read as Windows-1252')
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return text, None if name == "utf-8" else f"is {name.upper()}, read as such"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count(_MARK)
    if _mostly_sound(text, broken):
        return text, f"is UTF-8 with {broken} broken bytes, each read as {_MARK}"
    return data.decode("cp1252", "replace"), "is not UTF-8; read as Windows-1252"


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text by its first bytes, as `decode` takes it.

    UTF-16 and UTF-32 are named so that the byte order mark is left out in reading.

    >>> encoding_of("café".encode("utf-16")), encoding_of("café, noël".encode("cp1252"))
    ('utf-16', 'cp1252')
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name.removesuffix("-le").removesuffix("-be")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        text = head.decode("utf-8", "replace")
        return "utf-8" if _mostly_sound(text, text.count(_MARK)) else "cp1252"
    return "utf-8"


def _mostly_sound(text: str, broken: int) -> bool:
    """Whether a text read as UTF-8 has more good sequences than broken ones."""
    return sum(ord(c) > 127 for c in text) - broken > broken
