"""Annotated texts as windows of word pieces, in batches for an encoder."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from talion.extract.encoder.distances import sentence_step
from talion.extract.encoder.windows import PiecedText, Pieces, Window
from talion.extract.encoder.windows import windows as windows_of

#: A text as `encoder_texts.py` describes it.
Described = dict[str, Any]
#: How many pieces a batch has at most.
BATCH = 1500


@dataclass(frozen=True, slots=True, eq=False)
class TextWindow(Window):
    """A window with the text that it is of."""

    text: Described


def read_texts(path: Path) -> tuple[list[str], dict[str, dict[str, list[int]]], list[Described]]:
    """Return the types, the pieces of the names of states, and the texts of a file."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    head = json.loads(first)
    return head["types"], head["states"], [json.loads(line) for line in lines]


def windows(text: Described, pieces: Pieces) -> Iterator[TextWindow]:
    """Yield the windows of a text that have candidates; `pieces` are those of its words."""
    parts = (text[name] for name in ("bounds", "candidates", "places"))
    for window in windows_of(PiecedText(text["title"], pieces, *parts)):
        own = {part.name: getattr(window, part.name) for part in fields(Window)}
        yield TextWindow(**own, text=text)


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


def batches(
    found: Sequence[TextWindow], chance: random.Random | None = None
) -> list[list[TextWindow]]:
    """Return windows in batches of about one length; by chance in another order each time."""

    def length(window: TextWindow) -> float:
        return len(window.pieces) * (1 + 0.1 * chance.random() if chance else 1.0)

    made: list[list[TextWindow]] = []
    for window in sorted(found, key=length):
        if not made or (len(made[-1]) + 1) * len(window.pieces) > BATCH:
            made.append([])
        made[-1].append(window)
    if chance:
        chance.shuffle(made)
    return made


def sentences_between(text: Described, word: int, place: int) -> int:
    """Return the step of how many sentences a place stands after a word, or before it."""
    return sentence_step([first for first, _ in text["bounds"]], word, place)
