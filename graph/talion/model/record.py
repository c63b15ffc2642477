"""All that the graph keeps of one article: what its graph is written from."""

from dataclasses import dataclass

from talion.model.actor import Actor, Office
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.incident import Report


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its actors, offices, reports and claims, names resolved to actor ids.

    `mentions` are the ids of all actors it names, `actors` those of them that the reference data
    does not know. The claims are stated ones; their `source` and `target` are report ids.
    `origin` says whose findings these are: `reviewed` or `extracted`.
    """

    article: Article
    origin: str
    mentions: tuple[str, ...]
    actors: tuple[Actor, ...]
    offices: tuple[Office, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
