"""Reviewed findings beside an article: `article.json` beside `article.txt`."""

import json
from pathlib import Path

from talion.errors import FindingsError, InputError, SidecarError
from talion.ingest.encoding import decode
from talion.ingest.quotes import find_span
from talion.json_reading import parsed_json
from talion.model.article import Article
from talion.model.date import Date
from talion.model.findings import Findings
from talion.store.atomic_write import save
from talion.store.bounded_read import read_bytes
from talion.store.reference import incident_types

#: The largest file of findings, in bytes.
MAX_BYTES = 20_000_000


def sidecar_for(path: Path | str) -> Path:
    """Return the path of an article's reviewed findings, whether or not there are any.

    >>> sidecar_for("news/one.txt").as_posix()
    'news/one.json'
    """
    return Path(path).with_suffix(".json")


def read_draft(path: Path | str, article: Article) -> tuple[Findings, list[FindingsError]]:
    """Read an article's findings as far as each by itself is in the codebook's form.

    Returns them and why the others were left out. Raises SidecarError for broken JSON, another
    article's findings, and what the whole file needs.
    """
    left_out: list[FindingsError] = []
    findings = _parsed(path, left_out)
    _check_article(path, findings, article)
    return findings, left_out


def read_sidecar(path: Path | str, article: Article) -> Findings:
    """Read an article's findings and check them against its text and the codebook.

    Raises SidecarError with the place and the reason: broken JSON, another article's findings, an
    unknown type or status, a quote that is not in the text.

    >>> from talion.ingest.articles import read_article
    >>> from talion.resources import seeds
    >>> path = str(seeds() / "2020-12-dutchreview.txt")
    >>> findings = read_sidecar(sidecar_for(path), read_article(path))
    >>> findings.incidents[0].type
    'expulsion'
    """
    findings = read_findings(path)
    _check_article(path, findings, article)
    for place, quote in quotes_of(findings):
        if (reason := missing_quote(article.text, quote)) is not None:
            raise SidecarError(path, reason, place)
    return findings


def read_findings(path: Path | str) -> Findings:
    """Read a file of findings, checked against the codebook only; SidecarError as above.

    >>> from talion.resources import seeds
    >>> read_findings(str(seeds() / "2020-12-dutchreview.json")).article
    '2020-12-dutchreview'
    """
    findings = _parsed(path)
    _check(path, findings)
    return findings


def _check_article(path: Path | str, findings: Findings, article: Article) -> None:
    if findings.article != article.id:
        raise SidecarError(path, f"is about '{findings.article}', not '{article.id}'")


def _parsed(path: Path | str, left_out: list[FindingsError] | None = None) -> Findings:
    """Return a file's findings; what is not in the codebook's form goes into a list, if given."""
    try:
        text, _ = decode(read_bytes(path, MAX_BYTES))
        return Findings.from_dict(parsed_json(text), left_out)
    except InputError as error:
        raise SidecarError(path, error.reason) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SidecarError(path, f"is not JSON: {error.msg}", place) from None
    except ValueError:
        raise SidecarError(path, "holds a number of thousands of digits") from None
    except FindingsError as error:
        raise SidecarError(path, error.reason, error.place) from None


def _check(path: Path | str, findings: Findings) -> None:
    """Check types against the ontology and dates against the calendar."""
    types = {kind.id for kind in incident_types()}
    dates = [("the file", findings.published)]
    for incident in findings.incidents:
        if incident.type not in types:
            reason = f"type '{incident.type}' is not one of {', '.join(sorted(types))}"
            raise SidecarError(path, reason, f"incident {incident.id}")
        dates.append((f"incident {incident.id}", incident.date))
    for place, date in dates:
        if (problem := no_date(date)) is not None:
            raise SidecarError(path, problem, place)


def quotes_of(findings: Findings) -> list[tuple[str, str]]:
    """Return every quote in some findings, with the place where it stands.

    >>> quotes_of(Findings("a", None, (), (), ()))
    []
    """
    said = [(f"incident {i.id}", i.quote) for i in findings.incidents]
    said += [(f"link {n}", k.quote) for n, k in enumerate(findings.links, 1) if k.quote]
    return said + [(f"actor {a.name}", a.quote) for a in findings.actors if a.quote]


def format_findings(findings: Findings) -> str:
    """Return the codebook's JSON text of some findings, as sidecars are written.

    >>> print(format_findings(Findings("a", None, (), (), ())).splitlines()[1])
     "article": "a",
    """
    return json.dumps(findings.to_dict(), ensure_ascii=False, indent=1) + "\n"


def write_sidecar(path: Path | str, findings: Findings) -> None:
    """Write findings as the codebook's JSON, atomically; OutputError when that fails.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_sidecar(Path(folder, "a.json"), Findings("a", None, (), (), ()))
    ...     read_findings(Path(folder, "a.json")).article
    'a'
    """
    save(Path(path), format_findings(findings))


def missing_quote(text: str, quote: str) -> str | None:
    """Return that a quote is not in a text; None where it is.

    >>> missing_quote("Latvia expelled two.", "expelled ten")
    'the quote is not in the text: “expelled ten”'
    """
    if find_span(text, quote) is not None:
        return None
    short = quote if len(quote) <= 80 else quote[:77] + "…"
    return f"the quote is not in the text: “{short}”"


def no_date(date: str | None) -> str | None:
    """Return that a date is not in the calendar; None where it is, or where there is none.

    >>> no_date("2022-02-31")
    "'2022-02-31' is not in the calendar"
    """
    try:
        Date(date or "2000")
    except ValueError:
        return f"'{date}' is not in the calendar"
    return None
