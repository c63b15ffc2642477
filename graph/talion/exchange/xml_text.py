"""What may stand in XML 1.0."""

import re

#: Everything but the characters of production 2 of XML 1.0 (fifth edition).
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    r"""Return a text with U+FFFD for each character that XML cannot hold, not even escaped.

    >>> allowed("a\x0bb\x00")
    'a\ufffdb\ufffd'
    """
    return _REFUSED.sub("\ufffd", text)
