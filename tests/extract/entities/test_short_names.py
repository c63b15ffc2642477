"""Which words alone stand for a state that the text names in full."""

import pytest
from talion.extract.analysis import context_of
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import pipeline


def states(text: str, word: str) -> list[tuple[str, ...]]:
    context = context_of(Parse.of(pipeline()(text)), None)
    at = [i for i, w in enumerate(context.parse.words) if w == word]
    return [context.by_token[i].states for i in at if i in context.by_token]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("North Korea fired a rocket. Later the North closed an office.", "North", "North Korea"),
        ("South Korea protested. “We wait,” the South’s minister said.", "South", "South Korea"),
        ("South Sudan sent troops. The South had warned Sudan.", "South", "South Sudan"),
        ("North Macedonia spoke first, and the North waited.", "North", "North Macedonia"),
    ],
)
def test_the_first_word_of_a_name_in_the_text_stands_for_the_state(
    text: str, word: str, meant: str
) -> None:
    assert states(text, word)[-1] == (meant,)


@pytest.mark.parametrize(
    "text",
    [
        "Mali sent troops to the North. Chad objected.",
        "North Korea fired a rocket towards the north.",
        "North Korea and North Macedonia met, and the North waited.",
        "North Korea fired a rocket. It crossed the North Pacific.",
    ],
)
def test_a_region_or_a_word_for_two_states_stands_for_none(text: str) -> None:
    assert all(
        found != ("North Korea",) for found in states(text, "North")[text.count("North K") :]
    )
