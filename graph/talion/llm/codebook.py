"""What the ontology says of types, slots, statuses and links: the matter of an instruction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from talion.model.claim import ClaimType
from talion.model.incident import Status
from talion.resources import ontology_file
from talion.store.closed_terms import CLAIM_CLASSES, STATUSES
from talion.store.facts import Facts, facts_of_quads
from talion.store.reference import incident_types, parse_ontology
from talion.vocabulary import SKOS, TAL, TYPES_NS, Term


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """A term by the name that a reply uses, its definition, and what settles doubtful cases."""

    name: str
    definition: str
    note: str | None

    @property
    def text(self) -> str:
        """Definition and note in one paragraph."""
        return self.definition if self.note is None else f"{self.definition} {self.note}"


@dataclass(frozen=True, slots=True)
class Codebook:
    """The terms that findings are made of, and read examples of articles."""

    types: tuple[CodebookEntry, ...]
    slots: tuple[CodebookEntry, ...]
    statuses: tuple[CodebookEntry, ...]
    links: tuple[CodebookEntry, ...]
    examples: tuple[Mapping[str, Any], ...]


@cache
def codebook() -> Codebook:
    """Return the codebook as the ontology has it.

    >>> codebook().types[0].name, len(codebook().statuses)
    ('expulsion', 3)
    """
    types = facts_of_quads(parse_ontology("incident-types.ttl"))
    terms = facts_of_quads(parse_ontology("talion.ttl"))
    slots = {"agents": TAL.agent, "targets": TAL.target, "count": TAL.count, "date": TAL.date}
    return Codebook(
        types=tuple(_entry(types, Term(TYPES_NS + kind.id), kind.id) for kind in incident_types()),
        slots=tuple(_entry(terms, term, name) for name, term in slots.items()),
        statuses=tuple(_entry(terms, STATUSES[status], status.value) for status in Status),
        links=tuple(_entry(terms, CLAIM_CLASSES[kind], kind.value) for kind in ClaimType),
        examples=tuple(json.loads(ontology_file("readings.json").read_text("utf-8"))),
    )


def _entry(facts: Facts, term: Term, name: str) -> CodebookEntry:
    about = facts[str(term)]
    return CodebookEntry(
        name, about[SKOS.definition][0], next(iter(about.get(SKOS.scopeNote, ())), None)
    )
