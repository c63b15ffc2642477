"""Write annotated articles as word pieces, candidates and labels, for `fit_encoder.py`.

    python scripts/encoder_texts.py VOCABULARY -o FILE [--data DIR] [--lexicon FILE]

VOCABULARY is the `vocab.txt` of a BERT model in lower case. FILE is written as JSON, a text a line:
its words with their pieces, its sentences, the candidate words, what the lexicon (as it is, and as
--lexicon has it) takes for triggers, the places where actors stand, and for each annotated incident
the candidates in its quote and the places that stand for its agents and targets. The first line has
the types and the names of states, by which `fit_encoder.py` exchanges one state for another.
Runs in the environment of the package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from annotated_texts import ROOT, TABLES, Text, sentences, texts
from fit_sides import earlier_lexicon
from talion.evaluation.actor_matching import Roster
from talion.extract.analysis import context_of, named_tokens
from talion.extract.encoder.windows import LONGEST_TITLE
from talion.extract.encoder.word_pieces import WordPieces
from talion.extract.entities.context import Context
from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.places import Unnamed, places_in
from talion.extract.text.parse import Parse
from talion.extract.triggers.candidate_words import CandidateWords
from talion.extract.triggers.detection import find_triggers
from talion.extract.triggers.lexicon import Lexicon, lexicon
from talion.extract.triggers.word_families import word_families
from talion.model.actor import Actor, ActorKind
from talion.model.findings import Finding, NamedActor
from talion.model.gazetteer import NameUse
from talion.model.incident import Status
from talion.store.reference import gazetteer, incident_types

KINDS = ("", *(kind.id for kind in incident_types()))
STATUSES = (Status.REPORTED, Status.ALLEGED, Status.PROSPECTIVE)
#: How a state is named where another may stand in its place.
EXCHANGED = (NameUse.NAME, NameUse.DEMONYM, NameUse.CAPITAL)


@cache
def names_of_states() -> Mapping[str, Mapping[str, str]]:
    """Return name, demonym and capital of each state of today that has all three."""

    def today(actor: Actor) -> bool:
        return actor.kind == ActorKind.COUNTRY and bool(actor.demonyms and actor.capitals)

    gone = ("Soviet", "Prussia", "Yugoslav", "Empire", "East Germany", "West Germany")
    kept = (a for a in gazetteer() if today(a) and not any(part in a.name for part in gone))
    return {
        a.name: dict(zip(EXCHANGED, (a.name, a.demonyms[0], a.capitals[0]), strict=True))
        for a in kept
    }


def key(words: Sequence[str]) -> str:
    """Return what a text is known by to the predictions for it."""
    return hashlib.sha256("\x01".join(words).encode()).hexdigest()


def described(
    parse: Parse, context: Context, title: str, pieces: WordPieces, lexicons: Sequence[Lexicon]
) -> tuple[dict[str, object], list[Party], list[int]]:
    """Return what the encoder reads of a text, the party at each place, and the candidates."""
    people = frozenset(m.end - 1 for m in context.mentions if m.use == NameUse.DEMONYM)
    known = {
        (t.i, KINDS.index(t.type)) for some in lexicons for t in find_triggers(parse, some, people)
    }
    words = CandidateWords(parse, named_tokens(context), word_families())
    tokens = sorted({*words.tokens(), *(i for i, _ in known)})
    places = [
        (place.head, place.party)
        for sentence in range(len(parse.bounds))
        for place in places_in(context, sentence)
        if place.use != Unnamed.GROUP
    ]
    made: dict[str, object] = {
        "key": key(parse.words),
        "pieces": [pieces(word) for word in parse.words],
        "title": pieces(title)[:LONGEST_TITLE],
        "bounds": parse.bounds,
        "heads": parse.head,
        "candidates": tokens,
        "known": sorted(known),
        "places": [head for head, _ in places],
        "parties": [" + ".join(party.states or party.others) for _, party in places],
        "states": [[m.start, m.end, m.names[0], m.use] for m in context.mentions if _is_state(m)],
    }
    return made, [party for _, party in places], tokens


def _is_state(mention: EntityMention) -> bool:
    alone = len(mention.names) == 1 and mention.names[0] in names_of_states()
    return alone and mention.use in EXCHANGED


def annotated(text: Text, pieces: WordPieces, lexicons: Sequence[Lexicon]) -> dict[str, object]:
    """Return what the encoder reads of a text, with what it shall find."""
    parse = Parse.of(text.doc)
    context = context_of(parse, text.published())
    title = text.article.title or ""
    made, parties, tokens = described(parse, context, title, pieces, lexicons)
    kinds = [NamedActor(n, ActorKind(k)) for n, k in context.kinds.items()]
    ours, theirs = Roster(kinds, text.gold.actors), Roster(text.gold.actors, kinds)
    found = [ours.party(party.names) for party in parties]
    starts = [text.prepared.span(parse.offset[i], parse.end(i))[0] for i in range(len(parse))]

    def side(names: tuple[str, ...]) -> list[int] | None:
        gold = theirs.party(names)
        fits = [n for n, p in enumerate(found) if p.everybody and gold.agrees(p)]
        return fits if names else None

    def quoted(number: int, finding: Finding) -> list[int]:
        at, size = text.article.text.find(finding.quote), len(finding.quote)
        if number < len(text.marks):
            at, size = text.marks[number], 1
        return [i for i in tokens if at <= starts[i] < at + size] if at >= 0 else []

    incidents = [
        {
            "type": KINDS.index(f.type),
            "status": STATUSES.index(f.status),
            "quoted": quoted(number, f),
            "sides": [side(f.agents), side(f.targets)],
        }
        for number, f in enumerate(text.gold.incidents)
    ]
    of = {"of": text.of, "half": text.half, "marked": bool(text.marks)}
    return {**made, **of, "incidents": incidents}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--lexicon", type=Path)
    arguments = parser.parse_args()
    pieces = WordPieces(arguments.vocabulary.read_text(encoding="utf-8").split("\n"))
    lexicons = [lexicon()]
    if arguments.lexicon is not None:
        lexicons.append(earlier_lexicon(arguments.lexicon))
    states = {
        name: {use: pieces(form) for use, form in forms.items()}
        for name, forms in names_of_states().items()
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w", encoding="utf-8") as file:
        print(json.dumps({"types": KINDS, "states": states}), file=file)
        for text in [*texts(arguments.data, invented=True), *sentences(*TABLES)]:
            print(json.dumps(annotated(text, pieces, lexicons)), file=file)


if __name__ == "__main__":
    main()
