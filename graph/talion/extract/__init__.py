"""From text to findings: `extract` one article, `extract_all` many."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talion.extract.explanation import Explanation, Extraction, Unresolved
    from talion.extract.extractor import extract, extract_all

__all__ = ["Explanation", "Extraction", "Unresolved", "extract", "extract_all"]


def __getattr__(name: str) -> Any:
    """Load what is asked for: spaCy and the ontology are read only by those who extract."""
    if name in ("extract", "extract_all"):
        from talion.extract import extractor

        return getattr(extractor, name)
    if name in ("Explanation", "Extraction", "Unresolved"):
        from talion.extract import explanation

        return getattr(explanation, name)
    raise AttributeError(name)
