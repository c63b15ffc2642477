"""What a program passes by mistake is one line of our errors, whatever the function."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import talion
from talion.python_api import building, event_questions
from talion.python_api.arguments import PARAMETERS

FUNCTIONS = {
    name: getattr(talion, name)
    for name in talion.__all__
    if inspect.isfunction(getattr(talion, name))
} | {"build": building.build, "extract": event_questions.extract}

#: What every other argument is, so that one alone is wrong.
RIGHT: dict[str, Any] = {
    "first": "Russia", "second": "Turkey", "name": "in-kind", "actor": "Russia", "kind": "person",
    "one": "NATO", "other": "Russia", "incident": "2020-12-10-expulsion-netherlands-russia",
    "path": "out.csv", "paths": "no-such-folder",
}  # fmt: skip

#: A thing of a kind that no parameter takes, and others that people pass.
WRONG: list[Any] = [object(), 3.5j, [1]]


def parameters() -> Iterator[tuple[str, str]]:
    for name, function in FUNCTIONS.items():
        for parameter in inspect.signature(function).parameters.values():
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD and parameter.name != "tick":
                yield name, parameter.name


@pytest.mark.parametrize(("name", "wrong"), list(parameters()))
def test_an_argument_of_the_wrong_kind_is_one_line_of_our_errors(
    name: str, wrong: str, seeds: talion.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    function: Callable[..., object] = FUNCTIONS[name]
    for value in WRONG:
        given: dict[str, Any] = {}
        for parameter in inspect.signature(function).parameters.values():
            if parameter.name == wrong:
                given[wrong] = value
            elif parameter.default is inspect.Parameter.empty and parameter.name in (
                "source", "store", "graph", "events", "table", "result",
            ):  # fmt: skip
                given[parameter.name] = seeds
            elif parameter.default is inspect.Parameter.empty and parameter.name in RIGHT:
                given[parameter.name] = RIGHT[parameter.name]
        with pytest.raises(talion.TalionError) as caught:
            function(**given)
        assert "\n" not in str(caught.value)
        assert "Traceback" not in str(caught.value)


def test_every_parameter_of_a_public_function_is_checked() -> None:
    """Those that the table does not know are checked by what every function does first."""
    known = {*PARAMETERS, "source", "store", "graph", "events", "table", "result", "paths",
             "facts", "reader", "article"}  # fmt: skip
    assert {parameter for _, parameter in parameters()} <= known


#: The package without its types, which forbid what is tried here.
loose: Any = talion


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda s: loose.waves(s, states="3"), "states is a whole number of at least 1, not a"),
        (lambda s: s.view().waves(states="3"), "states is a whole number of at least 1"),
        (lambda s: loose.waves(s, states=0), "states: 0 is not a whole number of at least 1"),
        (lambda s: loose.waves(s, states=True), "not a bool"),
        (lambda s: loose.chains(s, since="yesterday"), "since: 'yesterday' is not a date"),
        (lambda s: loose.chains(s, since=2018), "since is a date, such as '2018'"),
        (lambda s: loose.chains(s, between="NATO"), "between is the names of two sides"),
        (lambda s: loose.chains(s, between=("NATO",)), "between is the names of two sides"),
        (lambda s: loose.chains(s, probability=2), "probability: 2 is not a number 0 to 1"),
        (lambda s: loose.chains(s, probability=float("nan")), "probability: nan is not a number"),
        (lambda s: loose.incidents(s, types=[1]), "types is a name or several"),
        (lambda s: loose.incidents(s, reviewed="yes"), "reviewed is True or False"),
        (lambda s: loose.precedents(s, loose.incidents(s)[0]), "it has the id '2006"),
        (lambda s: loose.ask(s, "ledger", other=3), "other is a text, as a person would type"),
        (lambda s: loose.ask(s, "ledgr"), "did you mean ledger"),
        (lambda s: loose.replies(s, model="default"), "of what talion.fit returns, the .model"),
        (lambda s: loose.events(7), "an event table, a store, a view or a file is needed"),
        (lambda s: loose.events(), "events: name a file"),
        (lambda s: loose.extract(7), "article is an Article or the path of a file, not an int: 7"),
        (lambda s: loose.build(loose.Store.memory(), 7), "paths is the path of an article"),
        (lambda s: loose.build(loose.Store.memory(), []), "name an article or a folder"),
        (lambda s: loose.build(loose.Store.memory(), "nowhere"), "there is no such file"),
        (lambda s: loose.build(s.view(), "nowhere"), "a store is needed, not a GraphView"),
        (lambda s: loose.Store.open(7), "folder is the path of a file, not an int"),
        (lambda s: loose.Store("store"), "open a store with Store.open"),
        (lambda s: s.view().incidents("x"), "ids is a list of ids, not a str: 'x'; write ['x']"),
        (lambda s: s.view().resolve(7), "name is a text, not an int: 7"),
        (lambda s: loose.to_rows([7]), "result is what a question of talion returned"),
        (lambda s: loose.to_rows("x"), "result is what a question of talion returned"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_is_wanted(
    wrong: Callable[[Any], object], words: str, seeds: talion.Store
) -> None:
    with pytest.raises(talion.TalionError) as caught:
        wrong(talion.Store(seeds.engine))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_argument_is_said_as_python_does() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        loose.motifs()


def test_dates_are_taken_as_texts_and_of_datetime(seeds: talion.Store) -> None:
    found = talion.incidents(seeds, since="2022-01-01")
    assert found
    assert talion.incidents(seeds, since=date(2022, 1, 1)) == found
    assert talion.incidents(seeds, types="expulsion") == talion.incidents(
        seeds, types=["expulsion"]
    )
