"""The page adds up as Python does: its script is run on random incidents, beside the library."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from talion.model.date import Date
from talion.model.overlaps import NamedSide, Occurrence, Overlaps
from talion.render.bundle import asset

STATES = [NamedSide(frozenset({name}), frozenset({"nato"})) for name in ("us", "uk")]
SIDES = [*STATES, NamedSide(frozenset({"nato"})), NamedSide()]
RUNNER = """
import { readFileSync } from "node:fs";
import { totalOf } from "./totals.mjs";
const listed = (pairs) => {
  const found = new Map();
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
};
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ incidents, overlaps, included }) => {
  const mayBe = listed([...overlaps, ...overlaps.map(([a, b]) => [b, a])]);
  return totalOf({ mayBe, wholes: listed(included) }, incidents);
})));
"""


def story(draw: random.Random) -> Overlaps:
    """Up to fourteen incidents: vaguely dated, of few parties, some in one article, some parts."""
    occurrences = []
    for n in range(draw.randint(0, 14)):
        date = draw.choice([None, "2018", "2018-03", "2018-03-14", "2018-03-26"])
        spans = ((Date(date).earliest, Date(date).latest),) if date else ()
        sources = frozenset({f"article {draw.randint(0, 9)}"})
        by, to = draw.choice(SIDES), NamedSide(frozenset({"ru"}))
        count = draw.choice([None, draw.randint(0, 60)])
        counts = (count, draw.randint(0, 60)) if count is not None and draw.random() < 0.3 else ()
        occurrences.append(
            Occurrence(str(n), "expulsion", by, to, count, spans, sources, 1, counts)
        )
    ids = [each.id for each in occurrences]
    parts = [(a, b) for a in ids for b in ids if a > b and draw.random() < 0.1]
    return Overlaps(occurrences, parts=parts)


def case(overlaps: Overlaps) -> dict[str, Any]:
    """The same as the page gets it: a count that is not known is left out."""
    told = overlaps.occurrences
    incidents = [
        {"id": i, "reports": ["r"]}
        | ({} if each.count is None else {"count": each.count})
        | ({"counts": each.bounds} if each.counts else {})
        for i, each in told.items()
    ]
    pairs = {"overlaps": list(overlaps.pairs(told)), "included": list(overlaps.included(told))}
    return {"incidents": incidents, **pairs}


def test_the_script_gives_the_totals_of_the_library(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    (tmp_path / "totals.mjs").write_text(asset("data/totals.js"), "utf-8")
    (tmp_path / "run.mjs").write_text(RUNNER, "utf-8")
    draw = random.Random(11)
    stories = [story(draw) for _ in range(300)]
    done = subprocess.run(
        [node, str(tmp_path / "run.mjs")],
        input=json.dumps([case(each) for each in stories]),
        capture_output=True,
        text=True,
        check=True,
    )
    for overlaps, found in zip(stories, json.loads(done.stdout), strict=True):
        total = overlaps.total(overlaps.occurrences)
        assert found == {
            "incidents": total.incidents,
            "different": total.different,
            "counted": total.counted,
            "least": total.least,
            "most": total.most,
            "reports": total.counting,
        }
