"""How much the findings of a model depend on the labels and the order of its instruction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from talion.errors import ArticleError
from talion.extract.explanation import Extraction
from talion.llm.arrangement import Arrangement
from talion.model.article import Article
from talion.model.findings import Finding, Findings
from talion.readers.model_reader import ModelReader

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ProbedArticle:
    """One article read under several arrangements, the first as the instruction is.

    `unread` says why a reading gave nothing.
    """

    article: str
    readings: tuple[Findings, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProbeSummary:
    """What several readings of some articles have in common.

    `incidents` and `links` are the mean F1 of each further reading against the first: 1 where the
    arrangement changes nothing. `stable` of `total` incidents stand in every reading.
    """

    articles: int
    readings: int
    incidents: float
    links: float
    stable: int
    total: int


def probe(
    reader: ModelReader, articles: Iterable[Article], arrangements: int
) -> Iterator[ProbedArticle]:
    """Read each article as the instruction is, and under some arrangements of it.

    The replies are kept by what was asked, so that a probe that goes on asks nothing twice.
    """
    listed = list(articles)
    readers = [reader] + [
        replace(reader, arrangement=Arrangement(n)) for n in range(1, arrangements + 1)
    ]
    for results in zip(*(each.read(listed) for each in readers), strict=True):
        yield _probed(results)


def _probed(results: Sequence[Extraction | ArticleError]) -> ProbedArticle:
    read = [done for done in results if isinstance(done, Extraction)]
    errors = [done for done in results if isinstance(done, ArticleError)]
    name = read[0].findings.article if read else str(errors[0].file)
    return ProbedArticle(
        name, tuple(done.findings for done in read), tuple(error.reason for error in errors)
    )


def summary(probed: Iterable[ProbedArticle]) -> ProbeSummary:
    """Return how far the readings of articles agree; articles that were read once count as none.

    >>> summary([]).incidents
    1.0
    """
    listed = [each for each in probed if len(each.readings) > 1]
    incidents: list[float] = []
    links: list[float] = []
    stable = total = 0
    for each in listed:
        keys = [_incidents(reading) for reading in each.readings]
        joined = [_links(reading) for reading in each.readings]
        incidents += [_f1(keys[0], other) for other in keys[1:]]
        links += [_f1(joined[0], other) for other in joined[1:]]
        stable += len(set.intersection(*keys))
        total += len(set.union(*keys))
    most = max((len(each.readings) for each in listed), default=0)
    return ProbeSummary(len(listed), most, _mean(incidents), _mean(links), stable, total)


def _incidents(findings: Findings) -> set[_Key]:
    return {_key(finding) for finding in findings.incidents}


def _key(finding: Finding) -> _Key:
    """Return what makes a finding the same in two readings: type, sides, status."""
    agents, targets = frozenset(finding.agents), frozenset(finding.targets)
    return finding.type, agents, targets, finding.status


def _links(findings: Findings) -> set[_Key]:
    keys = {finding.id: _key(finding) for finding in findings.incidents}
    return {(link.type, keys.get(link.source), keys.get(link.target)) for link in findings.links}


def _f1(one: set[_Key], other: set[_Key]) -> float:
    """Return the F1 of two sets, 1 where both are empty."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0
