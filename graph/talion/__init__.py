"""Talion: a knowledge graph of actors and incidents that finds chains of tit-for-tat.

>>> import talion
>>> store = talion.Store.memory()
>>> talion.build(store).articles
5
>>> with store.view() as view:
...     sum(i.type == "expulsion" for i in view.incidents())
20
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talion.build import Batch
    from talion.errors import TalionError
    from talion.events.table import EventTable
    from talion.model.article import Article
    from talion.model.findings import Findings
    from talion.python_api.building import add, build, read_article
    from talion.python_api.corrections import (
        decisions,
        export,
        fit,
        merge,
        motifs,
        rename,
        retype,
        split,
        withdraw,
    )
    from talion.python_api.event_questions import (
        EventReply,
        chains,
        events,
        extract,
        ledger,
        replies,
    )
    from talion.python_api.frames import to_arrow, to_pandas, to_polars, to_rows
    from talion.python_api.graph import GraphStore as Store
    from talion.python_api.graph import GraphView as View
    from talion.python_api.graph_questions import (
        actors,
        articles,
        ask,
        incidents,
        precedents,
        to_networkx,
        unanswered,
        validate,
        waves,
    )
    from talion.python_api.rows import Rows
    from talion.reciprocity.chain import Chain
    from talion.reciprocity.ledger import Ledger
    from talion.render.notebook import page

__version__ = "0.1.0"

#: The public names and where they live; each is imported when it is first used.
_PUBLIC = {
    "Article": "talion.model.article",
    "Batch": "talion.build",
    "Chain": "talion.reciprocity.chain",
    "EventReply": "talion.python_api.event_questions",
    "EventTable": "talion.events.table",
    "Findings": "talion.model.findings",
    "Ledger": "talion.reciprocity.ledger",
    "Rows": "talion.python_api.rows",
    "Store": "talion.python_api.graph",
    "TalionError": "talion.errors",
    "View": "talion.python_api.graph",
    "actors": "talion.python_api.graph_questions",
    "add": "talion.python_api.building",
    "articles": "talion.python_api.graph_questions",
    "ask": "talion.python_api.graph_questions",
    "build": "talion.python_api.building",
    "chains": "talion.python_api.event_questions",
    "decisions": "talion.python_api.corrections",
    "events": "talion.python_api.event_questions",
    "export": "talion.python_api.corrections",
    "extract": "talion.python_api.event_questions",
    "fit": "talion.python_api.corrections",
    "incidents": "talion.python_api.graph_questions",
    "ledger": "talion.python_api.event_questions",
    "merge": "talion.python_api.corrections",
    "motifs": "talion.python_api.corrections",
    "page": "talion.render.notebook",
    "precedents": "talion.python_api.graph_questions",
    "read_article": "talion.python_api.building",
    "rename": "talion.python_api.corrections",
    "replies": "talion.python_api.event_questions",
    "retype": "talion.python_api.corrections",
    "split": "talion.python_api.corrections",
    "to_arrow": "talion.python_api.frames",
    "to_networkx": "talion.python_api.graph_questions",
    "to_pandas": "talion.python_api.frames",
    "to_polars": "talion.python_api.frames",
    "to_rows": "talion.python_api.frames",
    "unanswered": "talion.python_api.graph_questions",
    "validate": "talion.python_api.graph_questions",
    "waves": "talion.python_api.graph_questions",
    "withdraw": "talion.python_api.corrections",
}

#: What is called otherwise where it lives.
_CALLED_THERE = {"Store": "GraphStore", "View": "GraphView"}

#: Public functions that have a subpackage of their name: `talion.events` is both.
_ALSO_ROOMS = frozenset({"build", "events", "extract"})

__all__ = [
    "Article",
    "Batch",
    "Chain",
    "EventReply",
    "EventTable",
    "Findings",
    "Ledger",
    "Rows",
    "Store",
    "TalionError",
    "View",
    "__version__",
    "actors",
    "add",
    "articles",
    "ask",
    "build",
    "chains",
    "decisions",
    "events",
    "export",
    "extract",
    "fit",
    "incidents",
    "ledger",
    "merge",
    "motifs",
    "page",
    "precedents",
    "read_article",
    "rename",
    "replies",
    "retype",
    "split",
    "to_arrow",
    "to_networkx",
    "to_pandas",
    "to_polars",
    "to_rows",
    "unanswered",
    "validate",
    "waves",
    "withdraw",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for, so that `import talion` stays quick."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'talion' has no attribute '{name}'")
    if name in _ALSO_ROOMS:
        return import_module(f"talion.{name}")
    return _public(name)


def _public(name: str) -> Any:
    return getattr(import_module(_PUBLIC[name]), _CALLED_THERE.get(name, name))


class _Verb(ModuleType):
    """A subpackage that is called like the public function of its name: `talion.build(store)`."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return _public(self.__name__.rpartition(".")[2])(*args, **options)


class _Package(ModuleType):
    """This package: a subpackage named like a public function stands for it once imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ALSO_ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
