"""What newspapers print around a story: appeals, captions, links, bylines, embedded posts."""

import re

from talion.extract.lang import typography

_MARKS_ONLY = re.compile(r"^[\W\d_]*$")


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is no part of the story.

    A caption or an appeal is known by how it begins or by a mark it holds; a line without a
    letter, or of one or two words, is no part of the story either.

    >>> is_boilerplate("Read more: the crisis in maps"), is_boilerplate("Peru expelled two envoys.")
    (True, False)
    """
    if _MARKS_ONLY.match(paragraph) or len(paragraph.split()) < 3:
        return True
    if typography.BOILERPLATE_STARTS.match(paragraph):
        return True
    return typography.BOILERPLATE_MARKS.search(paragraph) is not None
