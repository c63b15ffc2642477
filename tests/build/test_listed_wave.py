"""A coordinated action that one article lists and another tells in prose is one wave."""

from pathlib import Path

import pytest
from talion.build import build
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import Wave, waves
from talion.store import Store

LIST = """More than a dozen capitals act over the poisoning of a former spy in Ambleford, which
London blames on Russia.

The following countries said on Monday that they would expel Russian diplomats:
- United States: 60
- Ukraine: 13
- Canada: 4
- Poland: 4
- France: 4
- Germany: 4
- Lithuania: 3
"""
PROSE = """Germany, France and Poland each expelled four Russian diplomats on Monday in response to
the nerve agent attack in Ambleford. Canada expelled four Russian diplomats as well.

Moscow said that it would answer in kind.
"""


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Wave:
    folder: Path = tmp_path_factory.mktemp("wave")
    for name, day, text in (("list", 26, LIST), ("prose", 27, PROSE)):
        (folder / f"{name}.txt").write_text(f"published: 2018-03-{day}\n---\n{text}")
    store = Store.memory()
    assert not build(store, folder).problems
    with store.view() as view:
        return waves(read_history(view))[0]


def test_each_state_of_the_list_acts_against_the_one_that_it_is_about(wave: Wave) -> None:
    assert wave.target == "russia"
    assert wave.states == (
        "canada",
        "france",
        "germany",
        "lithuania",
        "poland",
        "ukraine",
        "united-states",
    )


def test_what_both_articles_tell_counts_once(wave: Wave) -> None:
    assert wave.total.least == 60 + 13 + 4 * 4 + 3
    assert wave.total.most == wave.total.least
