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


def test_results_are_lists_that_make_tables(view: View) -> None:
    rows = talion.incidents(view, types=("expulsion",))
    assert isinstance(rows, list)
    assert (len(rows), rows.to_polars().height, rows.to_pandas().shape[0]) == (20, 20, 20)
    (best, *_) = talion.chains(view).to_rows()
    assert (best["length"], best["tit_for_tat"]) == (3, True)
    assert best["steps"][1] == "2021-expulsion-united-states-russia"
