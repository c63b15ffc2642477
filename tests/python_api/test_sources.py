"""What is no source of answers is named, with what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import talion
from talion.store import View

ASKING: list[Callable[[Any], object]] = [
    talion.incidents,
    talion.actors,
    talion.waves,
    talion.unanswered,
    talion.validate,
    talion.chains,
    lambda source: talion.ask(source, "in-kind"),
    lambda source: talion.ledger(source, "NATO", "Russia"),
    lambda source: talion.precedents(source, "x"),
]


@pytest.mark.parametrize("asked", ASKING)
@pytest.mark.parametrize("source", ["talion-store", Path("talion-store"), None, 7, ["a"]])
def test_neither_a_store_nor_a_view_is_a_type_error_in_a_sentence(
    asked: Callable[[Any], object], source: object
) -> None:
    with pytest.raises(
        TypeError, match=r"a store(, a view or an event table| or a view) is needed"
    ):
        asked(source)


def test_a_path_is_told_how_to_be_opened() -> None:
    with pytest.raises(TypeError, match=r"open one: Store.open\('talion-store'\)"):
        talion.chains("talion-store")  # type: ignore[arg-type]


def test_a_store_is_needed_to_build_and_to_decide() -> None:
    for wrong in (
        lambda: talion.build("talion-store"),  # type: ignore[arg-type]
        lambda: talion.merge("talion-store", "a", "b"),  # type: ignore[arg-type]
        lambda: talion.export("talion-store", "x.csv"),  # type: ignore[arg-type]
        lambda: talion.page("talion-store"),  # type: ignore[arg-type]
        lambda: talion.decisions("talion-store"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match=r"a store( or a view)? is needed, not a str"):
            wrong()


def test_a_value_of_no_closed_set_is_named_with_all_that_are(seeds: talion.Store) -> None:
    for wrong, words in (
        (lambda: talion.incidents(seeds, status="reportd"), "did you mean reported"),
        (lambda: talion.incidents(seeds, types=("expulson",)), "did you mean expulsion"),
        (lambda: talion.retype(seeds, "Russia", "state"), "there are: country, organization"),
        (lambda: talion.export(seeds, "x.csv", table="people"), "there are: incidents, reports"),
        (lambda: talion.export(seeds, "x.gexf", table="actors"), "not with gexf"),
        (lambda: talion.export(seeds, "x.csv", form="nope"), "'nope' is no format"),
        (lambda: talion.merge(seeds, "Mria Zakharova", "Russia"), "did you mean Maria Zakharova"),
    ):
        with pytest.raises(talion.TalionError, match=words):
            wrong()


def test_a_store_is_as_good_as_its_event_table(seeds: talion.Store) -> None:
    assert sum(talion.motifs(seeds).values()) == 1
    assert len(talion.replies(seeds)) > 20
    assert talion.to_networkx(seeds).number_of_nodes() == 29


def test_results_are_lists_that_make_tables(view: View) -> None:
    rows = talion.incidents(view, types=("expulsion",))
    assert isinstance(rows, list)
    assert (len(rows), rows.to_polars().height, rows.to_pandas().shape[0]) == (20, 20, 20)
    (best, *_) = talion.chains(view).to_rows()
    assert (best["length"], best["tit_for_tat"]) == (3, True)
    assert best["steps"][1] == "2021-expulsion-united-states-russia"
