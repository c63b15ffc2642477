"""What notebooks ask: lists, waves, questions, tables of results; and what is refused."""

from pathlib import Path

import pandas
import polars
import pytest
import talion
from talion.errors import UnknownError
from talion.store import Store, View


def test_incidents_are_filtered_as_on_the_command_line(view: View) -> None:
    every = talion.incidents(view)
    dutch = talion.incidents(view, between=("Netherlands", "Russia"), types=("expulsion",))
    assert len(every) == 53
    assert {row.type for row in dutch} == {"expulsion"}
    alleged = talion.incidents(view, status="alleged")
    assert {row.status.value for row in alleged} == {"alleged"}
    late = talion.incidents(view, since="2022")
    assert 0 < len(late) < len(every)


def test_a_store_and_a_view_of_it_are_asked_alike(seeds: Store, view: View) -> None:
    assert talion.incidents(seeds) == talion.incidents(view)
    assert talion.actors(seeds) == talion.actors(view)
    assert talion.articles(seeds) == talion.articles(view)
    assert [w.target for w in talion.waves(seeds)] == [w.target for w in talion.waves(view)]
    assert talion.ask(seeds, "who-expelled-whom") == talion.ask(view, "who-expelled-whom")


def test_a_question_takes_names_as_people_type_them(view: View) -> None:
    rows = talion.ask(view, "ledger", one="Holland", other="Moscow").records()
    assert rows == talion.ask(view, "ledger").records()
    with pytest.raises(UnknownError, match="did you mean Russia"):
        talion.ask(view, "ledger", other="Rusia")


def test_what_followed_earlier_events_is_found_by_the_beginning_of_an_id(view: View) -> None:
    found = talion.precedents(view, "2020-12-10-exp")
    assert found.event.type == "expulsion"
    assert found.found


def test_unanswered_events_are_those_of_the_sides_asked_about(view: View) -> None:
    every = {row.event.id for row in talion.unanswered(view)}
    some = {row.event.id for row in talion.unanswered(view, between=("NATO", "Russia"))}
    assert some < every


def test_a_result_becomes_a_frame_of_plain_cells(view: View) -> None:
    rows = talion.incidents(view)
    frame = talion.to_pandas(rows)
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["id"]) == [row.id for row in rows]
    assert frame["agents"].map(lambda names: all(isinstance(n, str) for n in names)).all()
    assert isinstance(talion.to_polars(rows), polars.DataFrame)
    assert talion.to_arrow(rows).num_rows == len(rows)


@pytest.mark.parametrize("name", ["chains", "waves", "unanswered", "actors", "articles"])
def test_every_list_becomes_a_frame(view: View, name: str) -> None:
    found = getattr(talion, name)(view)
    assert len(talion.to_pandas(found)) == len(found) > 0


def test_what_is_no_result_is_refused() -> None:
    with pytest.raises(TypeError, match="result is what a question of talion returned, not a str"):
        talion.to_rows(["text"])


def test_one_path_is_a_path_and_not_its_letters() -> None:
    article = Path(__file__).parents[1] / "seeds" / "2020-12-dutchreview.txt"
    batch = talion.build(Store.memory(), str(article))
    assert (batch.articles, batch.problems) == (1, [])


def test_a_folder_is_opened_not_wrapped() -> None:
    with pytest.raises(TypeError, match=r"Store\.open"):
        Store("talion-store")  # type: ignore[arg-type]


def test_the_graph_conforms(view: View) -> None:
    assert talion.validate(view) == []
