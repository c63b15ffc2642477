"""A text as the choice of sides sees it: its names, its triggers, its places."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import context_of, triggers_of
from talion.extract.entities.context import Context
from talion.extract.sides.document import Document
from talion.extract.sides.side_candidates import Candidate, CandidateFinder
from talion.extract.text.parse import Parse
from talion.model.date import Date

Texts = Callable[[str], Context]
Documents = Callable[[str], Document]
Gathered = Callable[[str], list[Candidate]]


@pytest.fixture(scope="session")
def context(read: object) -> Texts:
    """Return a text of 12 May 2021 with the actors that it names."""
    from talion.extract.text.pipeline import pipeline

    return lambda text: context_of(Parse.of(pipeline()(text)), Date("2021-05-12"))


@pytest.fixture(scope="session")
def document(context: Texts) -> Documents:
    """Return a text with the readings of its triggers."""

    def of(text: str) -> Document:
        named = context(text)
        return Document(named, triggers_of(named))

    return of


@pytest.fixture(scope="session")
def gathered(document: Documents) -> Gathered:
    """Return the candidates for the sides of the first trigger of a text."""

    def of(text: str) -> list[Candidate]:
        whole = document(text)
        return CandidateFinder(whole, whole.readings[0]).gather()

    return of
