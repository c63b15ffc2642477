"""Talion: a knowledge graph of actors and incidents that finds chains of tit-for-tat.

>>> import talion
>>> store = talion.Store.memory()
>>> talion.build(store).articles
5
>>> with store.view() as view:
...     sum(i.type == "expulsion" for i in view.incidents())
20
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talion.assembly import Batch, add, build
    from talion.errors import TalionError
    from talion.ingest.articles import read_article
    from talion.model.article import Article
    from talion.model.findings import Findings
    from talion.network import to_networkx
    from talion.reciprocity.chains import chains
    from talion.store import Store, View

__version__ = "0.1.0"

#: The public names and where they live; each is imported when it is first used.
_PUBLIC = {
    "Article": "talion.model.article",
    "Batch": "talion.assembly",
    "Findings": "talion.model.findings",
    "Store": "talion.store",
    "TalionError": "talion.errors",
    "View": "talion.store",
    "add": "talion.assembly",
    "build": "talion.assembly",
    "chains": "talion.reciprocity.chains",
    "read_article": "talion.ingest.articles",
    "to_networkx": "talion.network",
}

__all__ = [
    "Article",
    "Batch",
    "Findings",
    "Store",
    "TalionError",
    "View",
    "__version__",
    "add",
    "build",
    "chains",
    "read_article",
    "to_networkx",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for, so that `import talion` stays quick."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'talion' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
