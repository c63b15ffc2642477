"""What a store of articles is asked needs none of the libraries for event tables."""

import subprocess
import sys

CODE = """
import sys
for name in ("numba", "llvmlite", "polars", "pyarrow"):
    sys.modules[name] = None  # as if it were not installed
import talion
from talion.errors import MissingExtraError
store = talion.Store.memory()
talion.build(store)
assert len(talion.incidents(store, since="2021", between=("NATO", "Russia"))) > 5
assert len(talion.chains(store)) == 14
assert talion.ledger(store, "NATO", "Russia").entries
assert talion.waves(store) and talion.actors(store).to_rows() and talion.articles(store)
assert talion.ask(store, "in-kind").rows
assert talion.precedents(store, "2020-12-10-expulsion-netherlands-russia").found
assert talion.validate(store) == []
assert talion.to_networkx(store.view()).number_of_nodes() == 29
assert talion.rename(store, "Turkey", "Türkiye").id == "turkey"
assert "53" in talion.page(store)._repr_html_()
for needing in (talion.unanswered, lambda s: talion.chains(s, infer=True),
                lambda s: talion.incidents(s).to_arrow()):
    try:
        needing(store)
    except MissingExtraError as error:
        assert "pip install 'talion[events]'" in str(error)
    else:
        raise AssertionError(needing)
"""


def test_a_store_of_five_articles_needs_no_numba_polars_or_pyarrow() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
