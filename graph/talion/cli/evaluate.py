"""`talion evaluate`: how far findings agree with a gold standard."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from talion.build.extractions import extract_files
from talion.cli.support.output import Progress, json_option, note, print_json, say, sentence
from talion.cli.support.wording import counted, finding_line
from talion.errors import ArticleError, SidecarError, UsageError
from talion.evaluation.incident_matching import right_slots
from talion.evaluation.scoring import Comparison, compare, total
from talion.evaluation.tally import SLOTS
from talion.ingest.articles import article_files
from talion.ingest.sidecar import read_findings
from talion.model.findings import Finding, Findings

_ROWS = ("incidents", "core", "actors", "links", "links_matched_ends", "answers")


@click.command()
@click.argument("gold_dir", metavar="GOLD_DIR")
@click.argument("articles_dir", metavar="[ARTICLES_DIR]", required=False)
@click.option("--predicted", metavar="DIR", help="Score these findings instead of the extractor's.")
@click.option("--per-article", is_flag=True, help="Also print the scores of each article.")
@json_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold_dir: str,
    articles_dir: str | None,
    predicted: str | None,
    per_article: bool,
    as_json: bool,
) -> None:
    """Score the extractor against the gold findings in GOLD_DIR, one ARTICLE.json each.

    The articles are read from ARTICLES_DIR, else from GOLD_DIR itself, else from a folder
    `articles` beside it. Every missed incident, every false one and every differing slot is
    listed with its sentence, then the scores of the codebook.

    \b
    Examples:
      talion evaluate seeds
      talion evaluate gold/ articles/ --json
      talion evaluate gold/ --predicted findings/
    """
    broken: list[SidecarError] = []
    gold = _gold(Path(gold_dir), broken)
    if predicted:
        found = _predicted(Path(predicted), gold, broken)
    else:
        found = _extracted(_articles(Path(gold_dir), articles_dir, gold), gold)
    compared = [compare(findings, found.get(name)) for name, findings in gold.items()]
    missing = sum(name not in found for name in gold)
    if as_json:
        print_json(_json(compared, missing, per_article=per_article))
    else:
        _print(compared, missing, per_article=per_article)
    ctx.exit(1 if broken else 0)


def _gold(folder: Path, broken: list[SidecarError]) -> dict[str, Findings]:
    """Return the findings of a folder by the names of their files."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    found = _read(sorted(folder.glob("*.json")), broken)
    if not found:
        raise UsageError(f"{folder}: contains no findings (ARTICLE.json)")
    return found


def _read(paths: Iterable[Path], broken: list[SidecarError]) -> dict[str, Findings]:
    """Return the findings in files by their names; a file without is left out, with a note."""
    found = {}
    for path in paths:
        try:
            found[path.stem] = replace(read_findings(path), article=path.stem)
        except SidecarError as error:
            broken.append(error)
            note(f"talion: {error}; left out")
    return found


def _predicted(
    folder: Path, gold: Mapping[str, Findings], broken: list[SidecarError]
) -> dict[str, Findings]:
    """Return the findings in another folder on the articles that have gold ones."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    files = {path.stem: path for path in sorted(folder.glob("*.json"))}
    extra = sorted(files.keys() - gold.keys())
    if extra:
        note(f"note: {counted(len(extra), 'article')} without gold findings not scored")
    return _read((path for name, path in files.items() if name in gold), broken)


def _articles(
    gold_dir: Path, articles_dir: str | None, gold: Mapping[str, Findings]
) -> list[Path | str]:
    """Return the files of the articles that have gold findings."""
    places = [Path(articles_dir)] if articles_dir else [gold_dir, gold_dir.parent / "articles"]
    for place in places:
        files = [f for f in article_files(place) if not isinstance(f, ArticleError)]
        if chosen := [f for f in files if Path(f).stem in gold]:
            return chosen
    looked = " and ".join(str(place) for place in places)
    raise UsageError(
        f"{looked}: no article with findings in {gold_dir}; name ARTICLES_DIR or --predicted DIR"
    )


def _extracted(files: list[Path | str], gold: Mapping[str, Findings]) -> dict[str, Findings]:
    """Return what the extractor finds; an article that cannot be read counts as empty."""
    found: dict[str, Findings] = {}
    with Progress("reading", len(gold)) as tick:
        for number, result in enumerate(extract_files(files, note=note), 1):
            if isinstance(result, ArticleError):
                note(f"talion: {result}")
            else:
                found[result.article.id] = result.extraction.findings
            tick(number)
    return found


def _json(compared: list[Comparison], missing: int, *, per_article: bool) -> dict[str, Any]:
    def listed(kind: str) -> list[dict[str, Any]]:
        return [
            {"article": c.article, **_plain(finding)}
            for c in compared
            for finding in getattr(c, kind)
        ]

    scores: dict[str, Any] = {"articles": len(compared), "articles_missing": missing}
    scores |= total(compared).to_dict()
    if per_article:
        scores["per_article"] = {c.article: c.agreement.to_dict() for c in compared}
    return {**scores, "missed": listed("missed"), "false": listed("false")}


def _plain(finding: Finding) -> dict[str, Any]:
    return Findings("", None, (), (finding,), ()).to_dict()["incidents"][0]  # type: ignore[no-any-return]


def _print(compared: list[Comparison], missing: int, *, per_article: bool) -> None:
    for comparison in compared:
        _differences(comparison)
        if per_article:
            _table(comparison.agreement.to_dict(), "  ")
    say(f"{counted(len(compared), 'article')}, {missing} without findings")
    _table(total(compared).to_dict(), "")


def _differences(comparison: Comparison) -> None:
    """Print what differs in one article."""
    lines = [("missed", f) for f in comparison.missed] + [("false", f) for f in comparison.false]
    differ = [
        (gold, found, [slot for slot, right in right_slots(gold, found).items() if not right])
        for gold, found in comparison.matched
    ]
    if not lines and not any(slots for *_, slots in differ):
        return
    say(comparison.article, bold=True)
    for what, finding in lines:
        say(f"  {what:7} {finding.id:4} {finding_line(finding)}", hang=13)
        say(f"               {sentence(finding.quote)}", dim=True)
    for gold, found, slots in differ:
        if slots:
            said = (f"{s} {_slot(found, s)} instead of {_slot(gold, s)}" for s in slots)
            say(f"  differs {gold.id:4} {finding_line(gold)}: {', '.join(said)}", hang=13)
            say(f"               {sentence(found.quote)}", dim=True)
    say()


def _slot(finding: Finding, slot: str) -> object:
    value = getattr(finding, slot)
    return "none" if value is None else value


def _table(scores: Mapping[str, Any], indent: str) -> None:
    say(f"{indent}{'':20}{'gold':>6}{'pred':>6}{'right':>6}   prec   rec    f1")
    for name in _ROWS:
        row = scores[name]
        numbers = "".join(f"{row[k]:6}" for k in ("gold", "predicted", "right"))
        ratios = " ".join(_ratio(row[k]) for k in ("precision", "recall", "f1"))
        say(f"{indent}{name:20}{numbers}  {ratios}")
    slots = (
        f"{s} {scores['slots'][s]['right']}/{scores['slots'][s]['of']}"
        f" ({_ratio(scores['slots'][s]['share']).strip()})"
        for s in SLOTS
    )
    say(f"{indent}slots of matched incidents: {', '.join(slots)}")


def _ratio(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"
