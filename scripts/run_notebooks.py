"""Run the notebooks of examples/ and keep what they print.

    python scripts/run_notebooks.py            run them, write their outputs
    python scripts/run_notebooks.py --check    say which print something else than is kept, exit 1

Kept are texts; pictures are drawn, but not kept. No running number, time or path is written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat as untyped
from nbclient import NotebookClient

nbformat: Any = untyped
FOLDER = Path(__file__).resolve().parents[1] / "examples"


def run(path: Path) -> str:
    """Return a notebook with its outputs as they are now; raises where a cell does."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", coalesce_streams=True)
    client.execute()
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [kept for output in cell.outputs if (kept := text_of(output))]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return str(nbformat.writes(notebook, indent=1)) + "\n"


def text_of(output: Any) -> Any:
    """Return the text of an output, None for a picture and for what libraries say on stderr."""
    if output.output_type == "stream":
        return output if output.name == "stdout" else None
    if any(kind.startswith("image/") for kind in output.data):
        return None
    output.data = {"text/plain": output.data["text/plain"]}
    output.metadata = {}
    if output.output_type == "execute_result":
        output.execution_count = None
    return output


def main() -> int:
    stale = []
    for path in sorted(FOLDER.glob("*.ipynb")):
        text = run(path)
        if text != path.read_text("utf-8"):
            stale.append(path)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
                print(f"wrote {path.name}")
    if stale and "--check" in sys.argv:
        names = ", ".join(path.name for path in stale)
        print(f"python scripts/run_notebooks.py would change {names}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
