"""The reference data of the ontology in a store of its own, for stories to be told over it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

ONTOLOGY = Path(__file__).parents[2] / "ontology"
REFERENCE = NamedNode("https://w3id.org/talion/id/graph/actors")


@pytest.fixture
def told() -> Callable[[Path], tuple[Store, list[NamedNode]]]:
    """Return how to load a story over the reference data: the store, and the story's graphs."""

    def load(story: Path) -> tuple[Store, list[NamedNode]]:
        store = Store()
        for name in ("actors.ttl", "incident-types.ttl"):
            path = str(ONTOLOGY / name)
            store.bulk_load(path=path, format=RdfFormat.TURTLE, to_graph=REFERENCE)
        before = set(store.named_graphs())
        if story.suffix == ".trig":
            store.bulk_load(path=str(story), format=RdfFormat.TRIG)
        else:
            graph = NamedNode("https://w3id.org/talion/id/graph/story")
            store.bulk_load(path=str(story), format=RdfFormat.TURTLE, to_graph=graph)
        graphs = [g for g in store.named_graphs() if g not in before]
        return store, [g for g in graphs if isinstance(g, NamedNode)]

    return load
