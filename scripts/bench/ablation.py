#!/usr/bin/env python3
"""What each component of the extractor is worth: the totals of a scorer without it.

    python scripts/bench/ablation.py ../shared/evaluation/unread.py [--only COMPONENT]

The scorer is run once for each component, with this script as its extractor (`--without COMPONENT
PATH … --out DIR`), which reads the articles with that component switched off.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from talion.extract import analysis
from talion.extract.entities import context, coreference
from talion.extract.entities.noun_phrases import Party
from talion.extract.extractor import extract
from talion.extract.incidents import mention_builder, within_document
from talion.extract.links import link_extraction
from talion.extract.sides.choice import SideChoice
from talion.extract.sides.document import Document
from talion.extract.sides.model import SideModel
from talion.extract.triggers.detection import Trigger
from talion.ingest.articles import read_article


def swap(module: ModuleType, name: str, value: object) -> None:
    """Put something else in the place of a function of a module, for the rest of the run."""
    setattr(module, name, value)


def no_learned_triggers() -> None:
    shipped = replace(analysis.shipped_judgement(), least_chance=2.0)
    swap(analysis, "shipped_judgement", lambda: shipped)


def no_lexicon() -> None:
    swap(analysis, "find_triggers", lambda *_: [])


def no_lists() -> None:
    swap(context, "enumerations", lambda _: [])


def no_choice_of_sides() -> None:
    def by_rule(document: Document, _: SideModel) -> dict[Trigger, SideChoice]:
        return {r.trigger: SideChoice(r.roles, 0.5, 1.0) for r in document.readings}

    swap(mention_builder, "choose_all", by_rule)


def no_links_without_cues() -> None:
    swap(link_extraction, "_scored", lambda _context, _incidents, cued: iter(cued))


def nothing_left_out() -> None:
    swap(analysis, "doubt", lambda _incident, _least: None)


def no_antecedents() -> None:
    swap(coreference, "_pronoun", lambda _context, _i, _word: Party())
    swap(coreference, "describe", lambda _context, _i: Party())


def no_merging() -> None:
    swap(within_document, "_best", lambda _incidents, _mention: None)


COMPONENTS: dict[str, Callable[[], None]] = {
    "nothing": lambda: None,
    "learned triggers": no_learned_triggers,
    "trigger lexicon": no_lexicon,
    "lists": no_lists,
    "sides as a choice": no_choice_of_sides,
    "links without cues": no_links_without_cues,
    "leaving out the doubtful": nothing_left_out,
    "antecedents of pronouns and descriptions": no_antecedents,
    "merging of mentions": no_merging,
}


def read(paths: list[Path], out: Path) -> None:
    for path in paths:
        findings = extract(read_article(path), force=True).findings
        (out / f"{path.stem}.json").write_text(json.dumps(findings.to_dict()), encoding="utf-8")


def scored(scorer: Path, without: str) -> str:
    """Return a row of the table: the scorer's totals without a component."""
    command = [sys.executable, __file__, "--without", without]
    run = subprocess.run(
        [sys.executable, str(scorer), "--json", "--", *command],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(run.stdout)
    precision, recall, f1 = (found["incidents"][k] for k in ("precision", "recall", "f1"))
    slots = " / ".join(f"{share:.2f}" for share in found["slots"].values())
    core, answers = (found[k]["f1"] or 0.0 for k in ("core", "answers"))
    return (
        f"| {without} | {precision:.2f} / {recall:.2f} / {f1:.3f} | {core:.3f} | {answers:.3f} "
        f"| {slots} | {found['exchanged_sides']} | {found['ece_of_incidents'] or 0:.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, help="the scorer, or articles to read")
    parser.add_argument("--without", choices=COMPONENTS)
    parser.add_argument("--only", choices=COMPONENTS)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.without is not None:
        COMPONENTS[args.without]()
        read(args.paths, args.out)
        return
    print("| without | incidents P / R / F1 | core | answers | slots | exchanged | ECE |")
    for component in COMPONENTS if args.only is None else [args.only]:
        print(scored(args.paths[0], component), flush=True)


if __name__ == "__main__":
    main()
