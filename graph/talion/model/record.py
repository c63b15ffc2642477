"""What the graph stores of one article."""

from dataclasses import dataclass
from enum import StrEnum

from talion.model.actor import Actor, Office
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.findings import FindingsSource
from talion.model.incident import Report
from talion.model.slot_quotes import SlotQuote


class Origin(StrEnum):
    """Whose findings a record holds: a reviewer's, the extractor's, or the rows of a table."""

    REVIEWED = "reviewed"
    EXTRACTED = "extracted"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its actors, offices, reports and claims, names resolved to actor ids.

    `mentions` are the ids of all actors it names, `actors` those of them that the reference data
    does not have. The claims are stated ones; their `source` and `target` are report ids. The
    glosses are a reader's translations of quotes into English, the slot quotes the words by which
    it filled slots, each with its report's id.
    """

    article: Article
    origin: Origin
    mentions: tuple[str, ...]
    actors: tuple[Actor, ...]
    offices: tuple[Office, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    provenance: FindingsSource | None = None
    glosses: tuple[tuple[str, str], ...] = ()
    slot_quotes: tuple[tuple[str, SlotQuote], ...] = ()
