"""Measure the gate: which true findings it lets pass, which planted faults it refuses.

    python scripts/bench/gate.py ARTICLES GOLD [ARTICLES GOLD …] [--quotes near|sentence|none]
                                 [--drawings 3] [--show KIND]

ARTICLES is a folder of articles, GOLD one of their findings in the codebook's JSON. 300 findings
are drawn as they are and must pass whole; in 300 others one fault each is planted, 30 of each of
ten kinds, and that fault must be refused. Count and date have as their quotes the nearest sentence
that states them (`near`, as the instruction asks of a model), the sentence of the act where that
states them (`sentence`), or none; a status other than reported has the sentence of the act, or
none. Each drawing has a seed of its own, so that the figures can be compared.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from talion.gate.article_times import ArticleTimes
from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.gate import Admission, admit
from talion.gate.numbers_in_text import numbers_in
from talion.gate.proposal import Proposal, ProposedIncident, ProposedLink, ProposedSide
from talion.gate.refusal import Part, Refused
from talion.ingest.articles import read_article
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.incident import Span, Status
from talion.store.reference import gazetteer, incident_types

EACH, TRUE = 30, 300
TRAITS = {kind.id: kind.traits for kind in incident_types()}


@dataclass(frozen=True)
class Case:
    """An article, its gold as a proposal, and which incident or link is looked at."""

    article: Article
    proposal: Proposal
    number: int

    @property
    def incident(self) -> ProposedIncident:
        """The incident that is looked at."""
        return self.proposal.incidents[self.number]

    def with_incident(self, changed: ProposedIncident) -> Proposal:
        """Return the proposal with that incident changed."""
        all_ = list(self.proposal.incidents)
        all_[self.number] = changed
        return replace(self.proposal, incidents=tuple(all_))


def proposal(data: dict[str, Any]) -> Proposal:
    """Return gold findings as what a model might propose."""

    def sides(names: list[str]) -> tuple[ProposedSide, ...]:
        return tuple(map(ProposedSide, names))

    return Proposal(
        tuple(
            ProposedIncident(
                i["id"], i["type"], i["status"], sides(i["agents"]), sides(i["targets"]),
                i["quote"], i["count"], i["date"],
            )
            for i in data["incidents"]
        ),
        tuple(
            ProposedLink(k["type"], k["from"], k["to"], k["quote"] or "") for k in data["links"]
        ),
    )  # fmt: skip


def with_slot_quotes(article: Article, made: Proposal, how: str) -> Proposal:
    """Quote for count, date and status of each incident the sentences that state them."""
    evidence = ArticleEvidence(article)
    times = ArticleTimes(evidence)
    sentences = list(sentences_of(evidence)) if how == "near" else []
    quoted = []
    for incident in made.incidents:
        act = evidence.folded.find(incident.quote) if how != "none" else None
        if act is None:
            quoted.append(incident)
            continue
        at, own = act.start, evidence.sentences(act).text
        near = sorted(sentences, key=lambda s: max(s.start - at, at - s.end)) or [
            evidence.sentences(act)
        ]
        numbers = ((s, numbers_in(fold_text(s.text), evidence.table)) for s in near)
        dates = ((s, times.dates(times.within(s))) for s in near)
        quoted.append(
            replace(
                incident,
                count_quote=next((s.text for s, n in numbers if incident.count in n), None),
                date_quote=next((s.text for s, d in dates if incident.date in d), None),
                status_quote=None if incident.status == Status.REPORTED else own,
            )
        )
    return replace(made, incidents=tuple(quoted))


def sentences_of(evidence: ArticleEvidence) -> Iterator[Span]:
    """Yield the sentences of an article."""
    at = evidence.sentences(Span("", 0, 0))
    while at.text:
        yield at
        at = evidence.next_sentence(at)


def cases(folders: list[str], how: str) -> list[Case]:
    """Return a case for every incident of the gold."""
    found = []
    for articles, gold in zip(folders[::2], folders[1::2], strict=True):
        for file in sorted(Path(gold).glob("*.json")):
            data = json.loads(file.read_text("utf-8"))
            article = read_article(Path(articles) / f"{file.stem}.txt")
            article = replace(article, published=article.published or data["published"])
            made = with_slot_quotes(article, proposal(data), how)
            found += [Case(article, made, n) for n in range(len(made.incidents))]
    return found


Planted = tuple[Proposal, Callable[[Refused], bool]] | None


def about(case: Case, part: Part) -> Callable[[Refused], bool]:
    """Return whether a refusal is about a part of the incident of a case, or the whole of it."""
    whole = {part, Part.INCIDENT}
    return lambda refused: refused.item == case.incident.id and refused.part in whole


def changed_word(case: Case, draw: random.Random) -> Planted:
    words = case.incident.quote.split()
    if len(words) < 6:
        return None
    del words[draw.randrange(2, len(words) - 2)]
    quote = " ".join(words)
    return case.with_incident(replace(case.incident, quote=quote)), about(case, Part.INCIDENT)


def invented_quote(case: Case, draw: random.Random) -> Planted:
    who = draw.choice(["officials confirmed", "a spokesman announced", "it became known"])
    quote = f"{who} that {case.incident.agents[0].name if case.incident.agents else 'it'} acted"
    return case.with_incident(replace(case.incident, quote=quote)), about(case, Part.INCIDENT)


def unknown_type(case: Case, draw: random.Random) -> Planted:
    kind = draw.choice(["statement", "meeting", "negotiation", "accusation", "visit"])
    return case.with_incident(replace(case.incident, type=kind)), about(case, Part.INCIDENT)


def foreign_party(case: Case, draw: random.Random) -> Planted:
    states = [a.name for a in gazetteer() if a.kind.value == "country" and a.until is None]
    names = ArticleEvidence(case.article).names
    absent = [s for s in states if (a := gazetteer().actor(s)) and not names.mentions_of(a)]
    side = (ProposedSide(draw.choice(absent)),)
    if draw.random() < 0.5:
        return case.with_incident(replace(case.incident, agents=side)), about(case, Part.AGENT)
    return case.with_incident(replace(case.incident, targets=side)), about(case, Part.TARGET)


def other_count(case: Case, draw: random.Random) -> Planted:
    if case.incident.count is None:
        return None
    count = draw.choice([n for n in range(2, 90) if n != case.incident.count])
    return case.with_incident(replace(case.incident, count=count)), about(case, Part.COUNT)


def other_date(case: Case, draw: random.Random) -> Planted:
    told = case.incident.date
    if told is None or len(told) < 10:
        return None
    far = draw.choice([-1, 1]) * draw.choice([*range(3, 30), 365, 730])
    moved = (date.fromisoformat(told) + timedelta(far)).isoformat()
    return case.with_incident(replace(case.incident, date=moved)), about(case, Part.DATE)


def finer_date(case: Case, draw: random.Random) -> Planted:
    told = case.incident.date
    if told is None or len(told) == 10 or (case.article.published or "").startswith(told):
        return None
    finer = f"{told}-{draw.randrange(1, 28 if len(told) == 7 else 12):02}"
    return case.with_incident(replace(case.incident, date=finer)), about(case, Part.DATE)


def other_status(case: Case, draw: random.Random) -> Planted:
    made = case.incident
    if made.status != Status.REPORTED or not TRAITS[made.type].is_measure:
        return None
    changed = draw.choice([Status.ALLEGED, Status.PROSPECTIVE])
    return case.with_incident(replace(made, status=changed)), about(case, Part.STATUS)


def repeated(case: Case, draw: random.Random) -> Planted:
    again = replace(case.incident, id="e999")
    made = replace(case.proposal, incidents=(*case.proposal.incidents, again))
    return made, lambda refused: refused.item == "e999"


def false_link(case: Case, draw: random.Random) -> Planted:
    links = [k for k in case.proposal.links if k.source == case.incident.id]
    if not links:
        return None
    link = draw.choice(links)
    way = draw.randrange(4)
    if way == 0:
        bad = replace(link, target="e999")
    elif way == 1:
        bad = replace(link, quote=f"in retaliation for what {link.target} had done")
    elif way == 2:
        bad = replace(link, quote="", type=ClaimType.RESPONSE.value)
    else:
        bad = replace(link, target=link.source)
    item = f"{bad.source} → {bad.target}"
    return replace(case.proposal, links=(bad,)), lambda refused: refused.item == item


KINDS = (
    changed_word, invented_quote, unknown_type, foreign_party, other_count, other_date, finer_date,
    other_status, repeated, false_link,
)  # fmt: skip


def stands(case: Case, made: Proposal, found: Admission) -> bool:
    """Whether the count, date and status that were planted are those of what passed."""
    if len(made.incidents) != len(case.proposal.incidents):
        return True  # something was added
    planted = made.incidents[case.number]
    return any(
        (i.count, i.date, i.status) == (planted.count, planted.date, planted.status)
        for i in found.findings.incidents
        if i.id == planted.id
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+")
    options.add_argument("--show", help="print the cases of this kind that were not as they should")
    options.add_argument("--quotes", choices=["near", "sentence", "none"], default="near")
    options.add_argument("--drawings", type=int, default=1)
    given = options.parse_args()
    everything = cases(given.folders, given.quotes)
    for seed in range(13, 13 + given.drawings):
        draw = random.Random(seed)
        drawn = draw.sample(everything, len(everything))
        true_findings(drawn[:TRUE], given.show)
        faults(drawn[TRUE:] + drawn[:TRUE], draw, given.show)


def true_findings(drawn: list[Case], show: str | None) -> None:
    """Print how many findings pass whole."""
    passed = 0
    for case in drawn:
        refused = [
            r for r in admit(case.article, case.proposal).refused if r.item == case.incident.id
        ]
        passed += not refused
        if refused and show == "true":
            print(f"  {case.article.id} {refused[0].words}\n    {refused[0].quote}")
    print(f"true findings that pass whole: {passed} of {len(drawn)}")


def faults(drawn: list[Case], draw: random.Random, show: str | None) -> None:
    """Print how many planted faults of each kind are refused."""
    total = 0
    for kind in KINDS:
        done = caught = 0
        for case in drawn:
            planted = kind(case, draw) if done < EACH else None
            if planted is None:
                continue
            done += 1
            made, is_it = planted
            found = admit(case.article, made)
            hit = any(map(is_it, found.refused)) or not stands(case, made, found)
            caught += hit
            if not hit and show == kind.__name__:
                print(f"  {case.article.id} {made.incidents[case.number]}")
        total += caught
        print(f"  {kind.__name__:16} {caught} of {done} refused")
    print(f"planted faults that are refused: {total} of {EACH * len(KINDS)}")


if __name__ == "__main__":
    main()
