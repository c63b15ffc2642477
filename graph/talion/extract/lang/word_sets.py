"""Sets of words, written as they are read."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(words("he she it"))
    ['he', 'it', 'she']
    """
    return frozenset(text.split())


def numbered(text: str, first: int = 0) -> dict[str, int]:
    """Return the words of a text with their places in it, the first as given.

    >>> numbered("one two", first=1)
    {'one': 1, 'two': 2}
    """
    return {word: number for number, word in enumerate(text.split(), first)}
