"""What drawing the page brings into a process."""

import subprocess
import sys

CODE = """
import sys
import talion
from talion.render import page_data, render_page
store = talion.Store.memory()
talion.build(store)
with store.view() as view:
    assert "vis-network" in render_page(page_data(view))
assert not {"IPython", "pyvis"} & {name.partition(".")[0] for name in sys.modules}
"""


def test_a_page_is_written_without_importing_ipython() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
