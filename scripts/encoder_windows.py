"""Annotated texts as windows of word pieces, in batches for an encoder."""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from encoder_network import EDGES

#: A text as `encoder_texts.py` describes it.
Described = dict[str, Any]
Pieces = Sequence[Sequence[int]]
CLS, SEP = 101, 102
#: How many pieces a window has at most, and a batch.
LONGEST, BATCH = 176, 1500
#: The sentence before a window is repeated in it if it fills no more than this share.
BEFORE = 3


@dataclass(slots=True, eq=False)
class Window:
    """Some sentences of a text, with the pieces of its candidate words and of its places.

    `candidates` and `places` map a word, or a place by its number, to its row among those of the
    window; `spans` has first and last piece of each.
    """

    text: Described
    pieces: list[int]
    candidates: dict[int, int]
    candidate_spans: list[tuple[int, int]]
    places: dict[int, int] = field(default_factory=dict)
    place_spans: list[tuple[int, int]] = field(default_factory=list)


def read_texts(path: Path) -> tuple[list[str], dict[str, dict[str, list[int]]], list[Described]]:
    """Return the types, the pieces of the names of states, and the texts of a file."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    head = json.loads(first)
    return head["types"], head["states"], [json.loads(line) for line in lines]


def windows(text: Described, pieces: Pieces) -> Iterator[Window]:
    """Yield the windows of a text that have candidates; `pieces` are those of its words."""
    head = [CLS, *text["title"], SEP] if text["title"] else [CLS]
    sizes = [sum(map(len, pieces[a:b])) for a, b in text["bounds"]]
    room = LONGEST - len(head) - 1
    first = 0
    while first < len(sizes):
        start = first
        if first and sizes[first - 1] <= min(room // BEFORE, room - sizes[first]):
            start -= 1
        last = first + 1
        while last < len(sizes) and sum(sizes[start : last + 1]) <= room:
            last += 1
        window = _window(text, pieces, head, range(start, last), first)
        if window.candidates:
            yield window
        first = last


def _window(
    text: Described, pieces: Pieces, head: Sequence[int], sentences: range, first: int
) -> Window:
    made, spans = list(head), {}
    for sentence in sentences:
        for word in range(*text["bounds"][sentence]):
            if pieces[word] and len(made) + len(pieces[word]) < LONGEST:
                spans[word] = len(made), len(made) + len(pieces[word]) - 1
                made += pieces[word]
    begins = text["bounds"][first][0]
    words = [i for i in text["candidates"] if i in spans and i >= begins]
    places = [n for n, i in enumerate(text["places"]) if i in spans]
    return Window(
        text,
        [*made, SEP],
        {i: n for n, i in enumerate(words)},
        [spans[i] for i in words],
        {n: row for row, n in enumerate(places)},
        [spans[text["places"][n]] for n in places],
    )


def exchanged(
    text: Described, states: dict[str, dict[str, list[int]]], chance: random.Random
) -> Pieces:
    """Return the pieces of a text in which other states stand in place of those that it names."""
    named = sorted({name for _, _, name, _ in text["states"]})
    new = dict(zip(named, chance.sample(sorted(states), len(named)), strict=True))
    pieces = list(text["pieces"])
    for first, end, name, use in text["states"]:
        pieces[first : end - 1] = [[] for _ in range(first, end - 1)]
        pieces[end - 1] = states[new[name]][use]
    return pieces


def batches(found: Sequence[Window], chance: random.Random | None = None) -> list[list[Window]]:
    """Return windows in batches of about one length; by chance in another order each time."""

    def length(window: Window) -> float:
        return len(window.pieces) * (1 + 0.1 * chance.random() if chance else 1.0)

    made: list[list[Window]] = []
    for window in sorted(found, key=length):
        if not made or (len(made[-1]) + 1) * len(window.pieces) > BATCH:
            made.append([])
        made[-1].append(window)
    if chance:
        chance.shuffle(made)
    return made


def distance(words: int) -> int:
    """Return the bucket of a signed distance in words."""
    bucket = bisect_right(EDGES, abs(words))
    return bucket if words >= 0 else len(EDGES) + bucket


def sentences_between(text: Described, word: int, place: int) -> int:
    """Return the bucket of how many sentences a place stands after a word, or before it."""
    starts = [first for first, _ in text["bounds"]]
    apart = bisect_right(starts, place) - bisect_right(starts, word)
    return max(-3, min(3, apart)) + 3
