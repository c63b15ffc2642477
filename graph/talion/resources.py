"""The shipped files: where they are, installed or in a checkout; the only module that knows."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def _data_root() -> Traversable:
    """Return the folder that holds ontology/ and seeds/: in the wheel, else in the checkout."""
    shipped = files("talion") / "data"
    return shipped if shipped.is_dir() else Path(__file__).parents[2]


def ontology_file(name: str) -> Traversable:
    """Return one file of the ontology by its path below `ontology/`.

    >>> ontology_file("shapes/actor.ttl").name
    'actor.ttl'
    """
    found = _data_root() / "ontology"
    for part in name.split("/"):
        found = found / part
    return found


def ontology_folder(name: str, suffix: str) -> Iterator[Traversable]:
    """Yield the files of one folder of the ontology with a suffix, in order of name.

    >>> [file.name for file in ontology_folder("rules", ".rq")]
    ['00-links.rq', '10-relations.rq', '20-retaliation.rq']
    """
    folder = ontology_file(name) if name else _data_root() / "ontology"
    found = [f for f in folder.iterdir() if f.name.endswith(suffix)]
    yield from sorted(found, key=lambda f: f.name)


def seeds() -> Traversable:
    """Return the folder of the seed articles and their reviewed findings.

    >>> sum(file.name.endswith(".txt") for file in seeds().iterdir())
    5
    """
    return _data_root() / "seeds"
