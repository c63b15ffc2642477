"""What newspapers print around a story: appeals, captions, links, bylines, embedded posts."""

import re

from talion.extract.lang import typography
from talion.extract.text.list_lines import is_counted_name

_MARKS_ONLY = re.compile(r"^[\W\d_]*$")


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is no part of the story.

    A caption or an appeal is known by how it begins or by a mark it holds; a line without a
    letter, or of one or two words, is no part of the story either, unless it is a name with its
    number in a list: "Ukraine: 13".

    >>> is_boilerplate("Read more: the crisis in maps"), is_boilerplate("Peru expelled two envoys.")
    (True, False)
    """
    if _MARKS_ONLY.match(paragraph):
        return True
    if len(paragraph.split()) < 3 and not is_counted_name(paragraph):
        return True
    if typography.BOILERPLATE_STARTS.match(paragraph):
        return True
    return typography.BOILERPLATE_MARKS.search(paragraph) is not None
