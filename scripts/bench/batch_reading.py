"""Answer `talion requests` from gold findings, and score what `talion responses` makes of it.

    python scripts/bench/batch_reading.py ARTICLES GOLD [ARTICLES GOLD …]

The answers are as good as a reader can be, in the form that is asked for; what is lost on the way
is lost to the gate. Prints the scores of `talion evaluate`.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from talion.model.actor import slug

TALION = [str(Path(sys.executable).with_name("talion"))]


def reply(request: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader who knows the gold would answer to a request."""
    user = request["body"]["messages"][1]["content"]
    links = [{**k, "quote": k["quote"] or ""} for k in gold["links"]]
    if "The incidents:" in user:
        return {"same": [], "links": links}
    if "This was refused:" in user:
        return {"incidents": [], "links": [], "actors": []}
    sides = {
        side: lambda i, side=side: [{"name": name, "quote": None} for name in i[side]]
        for side in ("agents", "targets")
    }
    incidents = [
        {**i, "agents": sides["agents"](i), "targets": sides["targets"](i)}
        for i in gold["incidents"]
    ]
    actors = [{**a, "kind": a["type"]} for a in gold["actors"]]
    return {"incidents": incidents, "links": links, "actors": actors}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+")
    folders = options.parse_args().folders
    for articles, gold in zip(folders[::2], folders[1::2], strict=True):
        with tempfile.TemporaryDirectory() as scratch:
            read(Path(articles), Path(gold), Path(scratch))


def read(articles: Path, gold: Path, scratch: Path) -> None:
    """Read a folder of articles in rounds until nothing is asked any more."""
    asked = scratch / "requests.jsonl"
    subprocess.run([*TALION, "requests", str(articles), "-o", str(asked)], check=True)
    files = {slug(f.stem)[:36]: f for f in gold.glob("*.json")}
    number = 1
    while asked.exists():
        answered = scratch / f"responses-{number}.jsonl"
        lines = []
        for line in asked.read_text("utf-8").splitlines():
            request = json.loads(line)
            name = re.sub(r"-(read|repair|links)\d+-[0-9a-f]+$", "", request["custom_id"])
            said = reply(request, json.loads(files[name].read_text("utf-8")))
            message = {"content": json.dumps(said, ensure_ascii=False)}
            body = {"choices": [{"message": message, "finish_reason": "stop"}]}
            lines.append(
                json.dumps({"custom_id": request["custom_id"], "response": {"body": body}})
            )
        answered.write_text("\n".join(lines), "utf-8")
        found = scratch / "found"
        subprocess.run([*TALION, "responses", str(answered), "--out", str(found)], check=True)
        number += 1
        asked = scratch / f"requests-{number}.jsonl"
    subprocess.run([*TALION, "evaluate", str(gold), "--predicted", str(found)], check=True)


if __name__ == "__main__":
    main()
