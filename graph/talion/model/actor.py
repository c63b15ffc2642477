"""Actors: states, organizations, agencies, persons, missions."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from talion.model.date import Date


def slug(text: str) -> str:
    """Return a readable part of an IRI: lower-case ASCII words joined by hyphens.

    A text without a single Latin letter or digit becomes its code points.

    >>> slug("Côte d'Ivoire"), slug("Россия")[:11]
    ('cote-d-ivoire', 'u420-u43e-u')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    if found:
        return found
    return "-".join(f"u{ord(c):x}" for c in text if not c.isspace())[:80].rstrip("-") or "unnamed"


class ActorKind(StrEnum):
    """What an actor is, in the order in which actors of one name are preferred."""

    COUNTRY = "country"
    ORGANIZATION = "organization"
    AGENCY = "agency"
    MISSION = "mission"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor's membership in an organization: from one date, until another or until now."""

    member: str
    organization: str
    since: Date | None = None
    until: Date | None = None

    def holds(self, at: Date) -> bool:
        """Whether it holds on every day of `at`; a missing bound is taken as open.

        >>> Membership("finland", "nato", since=Date("2023-04-04")).holds(Date("2023"))
        False
        """
        begun = self.since is None or self.since.earliest <= at.earliest
        return begun and (self.until is None or at.latest <= self.until.latest)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; `id` is the last part of its IRI.

    `state` is the id of the state that an agency belongs to. `since` and `until` bound the
    existence of past states.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    state: str | None = None
    since: Date | None = None
    until: Date | None = None
    successor: str | None = None
    memberships: tuple[Membership, ...] = ()

    def exists(self, at: Date) -> bool:
        """Whether it can have existed on some day of `at`."""
        begun = self.since is None or self.since.earliest <= at.latest
        return begun and (self.until is None or at.earliest <= self.until.latest)


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office and state, as one article gives it."""

    person: str
    role: str
    state: str | None
    article: str
    quote: str | None
