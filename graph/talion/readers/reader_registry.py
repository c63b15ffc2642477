"""The readers by name: shipped, of installed packages, registered."""

from talion.errors import UsageError
from talion.llm.reader_settings import ReaderSettings
from talion.plugins import Registry
from talion.readers.article_source import ArticleSource, Note, ReaderKind
from talion.readers.both_readers import BOTH
from talion.readers.model_reader import LLM
from talion.readers.rules_reader import RULES

GROUP = "talion.readers"
"""The group of entry points under which other packages offer readers of articles."""


def _shipped() -> tuple[ReaderKind, ...]:
    return (RULES, LLM, BOTH)


REGISTRY: Registry[ReaderKind] = Registry("a reader", GROUP, _shipped)
"""The readers by their names; `REGISTRY.registered(kind)` adds one for a while."""


def reader_named(name: str) -> ReaderKind:
    """Return a reader by its name; UsageError with the known ones for no such reader.

    >>> reader_named("rules").title
    'rules and the ontology, offline'
    """
    known = REGISTRY()
    if name not in known:
        raise UsageError(f"there is no reader '{name}'; there are {', '.join(known)}")
    return known[name]


def set_up(settings: ReaderSettings, note: Note) -> ArticleSource | None:
    """Return the reader that settings name; None for the default, the rules.

    >>> print(set_up(ReaderSettings(), print))
    None
    """
    name = settings.reader or RULES.name
    return None if name == RULES.name else reader_named(name).make(settings, note)
