"""A review that was interrupted, kept beside the article as `article.review` until it goes on."""

import json
from pathlib import Path

from talion.errors import FindingsError, InputError, SidecarError
from talion.ingest.sidecar import MAX_BYTES
from talion.json_reading import parsed_json
from talion.model.article import Article
from talion.model.findings import Findings
from talion.review.walk import Review
from talion.store.atomic_write import save
from talion.store.bounded_read import read_bytes


def unfinished_for(path: Path | str) -> Path:
    """Return the path of an article's unfinished review, whether or not there is one.

    >>> unfinished_for("news/one.txt").as_posix()
    'news/one.review'
    """
    return Path(path).with_suffix(".review")


def keep_unfinished(path: Path | str, review: Review) -> bool:
    """Keep a review where something was done in it; whether that was so.

    >>> from talion.model.findings import Findings
    >>> keep_unfinished("one.txt", Review(Article("one", "…"), Findings("one", None, (), (), ())))
    False
    """
    if not review.steps:
        return False
    findings, verdicts, at = review.progress()
    kept = {"findings": findings.to_dict(), "verdicts": verdicts, "at": at}
    save(unfinished_for(path), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return True


def go_on(path: Path | str, article: Article) -> Review | None:
    """Return the unfinished review of an article, None where there is none.

    Raises SidecarError for a file that does not hold one.

    >>> go_on("nowhere.txt", Article("nowhere", "…")) is None
    True
    """
    file = unfinished_for(path)
    if not file.is_file():
        return None
    try:
        kept = parsed_json(read_bytes(file, MAX_BYTES))
        findings = Findings.from_dict(kept["findings"])
        return Review.resumed(article, findings, dict(kept["verdicts"]), int(kept["at"]))
    except (InputError, FindingsError, ValueError, KeyError, TypeError) as error:
        raise SidecarError(file, f"holds no unfinished review ({error}); remove it") from None


def forget_unfinished(path: Path | str) -> None:
    """Remove an article's unfinished review, if there is one.

    >>> forget_unfinished("nowhere.txt")
    """
    unfinished_for(path).unlink(missing_ok=True)
