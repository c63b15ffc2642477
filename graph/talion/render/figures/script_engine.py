"""The page's scripts run without a browser: in V8, with nothing to reach the outside by."""

from functools import cache
from typing import Any

from talion.errors import MissingExtraError
from talion.render.bundle import link

#: The module that starts what draws a figure.
ENTRY = "headless/figure.js"


@cache
def _script() -> str:
    return link(ENTRY)


def call_script(function: str, *arguments: Any) -> str | None:
    """Return what a function of the page's scripts returns for values of JSON: a text, or None.

    MissingExtraError without the extra `figure`.

    >>> call_script("String", 12)
    '12'
    """
    try:
        from py_mini_racer import MiniRacer
    except ModuleNotFoundError as error:
        raise MissingExtraError("figure", "talion figure") from error
    with MiniRacer() as engine:
        engine.eval(_script())
        found = engine.call(function, *arguments)
    assert found is None or isinstance(found, str)
    return found
