"""Lines of a text that are items of a list or rows of a table."""

from talion.extract.lang import typography
from talion.extract.text.numbers import number


def list_items(lines: list[str]) -> list[bool]:
    """Return of each line, without space around it, whether it is an item of a list.

    An item opens with a bullet, or labels what it gives and stands beside another that does.

    >>> list_items(["Expelled so far:", "Peru: 13", "Chile (two)", "More will follow."])
    [False, True, True, False]
    """
    labelled = [
        typography.LABELLED.match(line) is not None or is_counted_name(line) for line in lines
    ]
    return [
        typography.BULLET.match(line) is not None
        or not any(c.isalnum() for c in line)
        or (labelled[n] and any(labelled[max(n - 1, 0) : n] + labelled[n + 1 : n + 2]))
        for n, line in enumerate(lines)
    ]


def is_counted_name(line: str) -> bool:
    """Whether a line is a name and a number.

    >>> is_counted_name("the Netherlands: 17"), is_counted_name("Peru two"), is_counted_name("More")
    (True, True, False)
    """
    if typography.NAME_AND_NUMBER.fullmatch(line) is None:
        return False
    return number(typography.WORD.findall(line)[-1]) is not None
