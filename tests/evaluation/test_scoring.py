"""Agreement between readers, held equal to the shared scorer."""

import importlib.util
import random
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.evaluation import actor_matching
from talion.evaluation.scoring import Comparison, compare, core_types, total
from talion.evaluation.tally import Tally
from talion.ingest.sidecar import read_findings
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType
from talion.model.findings import Finding, Findings, Link, NamedActor
from talion.model.incident import Status

E1 = Finding(
    "e1", "expulsion", Status.REPORTED, ("Netherlands",), ("Russia",), 2, "2020-12-10", "a b"
)
E2 = replace(E1, id="e2", agents=("Russia",), targets=("Netherlands",), quote="c d")
ACTORS = (NamedActor("Netherlands", ActorKind.COUNTRY), NamedActor("Russia", ActorKind.COUNTRY))
GOLD = Findings("one", None, ACTORS, (E1, E2), (Link(ClaimType.RESPONSE, "e2", "e1", ""),))


def test_a_reader_agrees_with_herself() -> None:
    found = compare(GOLD, GOLD)
    assert found.missed == found.false == ()
    assert found.agreement.incidents == Tally(2, 2, 2)
    assert found.agreement.answers.f1 == 1.0
    assert found.agreement.slots == {"count": 2, "date": 2, "status": 2}


def test_who_found_nothing_missed_all() -> None:
    found = compare(GOLD, None)
    assert found.missed == (E1, E2)
    assert found.agreement.incidents.recall == 0.0
    assert found.agreement.incidents.precision == 0.0
    assert compare(replace(GOLD, incidents=(), links=()), None).agreement.incidents.f1 is None


def test_a_less_exact_date_agrees_and_the_better_of_two_is_matched() -> None:
    vague = replace(E1, id="x", date="2020-12")
    wrong = replace(E1, id="y", date="2019", count=None)
    found = compare(GOLD, replace(GOLD, incidents=(wrong, vague), links=()))
    assert found.matched == ((E1, vague),)
    assert found.false == (wrong,)
    assert found.missed == (E2,)


def test_an_answer_may_hang_on_any_member_of_a_coordinated_action() -> None:
    third = replace(E1, id="e3", agents=("Ireland",))
    part = Link(ClaimType.PART, "e3", "e1", "")
    gold = replace(GOLD, incidents=(E1, E2, third), links=(*GOLD.links, part))
    told = replace(gold, links=(Link(ClaimType.RESPONSE, "e2", "e3", ""), part))
    found = compare(gold, told).agreement
    assert found.answers == Tally(1, 1, 1)
    assert found.links == Tally(2, 2, 1)


# --- against the shared scorer, on perturbed gold findings


@cache
def scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def gold_findings(folder: Path) -> list[Findings]:
    return [read_findings(path) for path in sorted(folder.glob("*.json"))]


def perturbed(gold: Findings, chance: random.Random) -> Findings:
    """What a careless reader makes of an article."""

    def names(told: tuple[str, ...]) -> tuple[str, ...]:
        pool = [*told, "the U.S.", "Holland", "Lavrov", "SVR", "Sergey Lavrov", "Türkiye"]
        return tuple(dict.fromkeys(chance.choice(pool) for _ in range(chance.randint(0, 3))))

    def changed(incident: Finding) -> Finding:
        if chance.random() < 0.5:
            return incident
        return replace(
            incident,
            type=chance.choice([incident.type, incident.type, "threat", "espionage"]),
            status=chance.choice([Status.REPORTED, Status.ALLEGED, Status.PROSPECTIVE]),
            agents=chance.choice([incident.agents, names(incident.agents)]),
            targets=chance.choice([incident.targets, names(incident.targets)]),
            count=chance.choice([incident.count, None, 1, 35]),
            date=chance.choice([incident.date, (incident.date or "2016-12")[:4], None]),
            quote=incident.quote[: chance.randint(1, 80)],
        )

    incidents = [changed(i) for i in gold.incidents if chance.random() < 0.9]
    incidents += [
        replace(changed(i), id=f"{i.id}x") for i in gold.incidents if chance.random() < 0.2
    ]
    chance.shuffle(incidents)
    ids = [i.id for i in incidents]
    links = [k for k in gold.links if k.source in ids and k.target in ids and chance.random() < 0.8]
    kinds = list(ClaimType)
    if ids:
        links += [
            Link(chance.choice(kinds), chance.choice(ids), chance.choice(ids), "")
            for _ in range(chance.randint(0, 4))
        ]
    actors = [a for a in gold.actors if chance.random() < 0.8]
    actors += [NamedActor("Ann Lavrov", ActorKind.PERSON), NamedActor("The SVR", ActorKind.AGENCY)]
    return replace(gold, actors=tuple(actors), incidents=tuple(incidents), links=tuple(links))


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_every_number_is_that_of_the_shared_scorer(shared: Path, chance: random.Random) -> None:
    score = scorer(shared / "evaluation" / "score.py")
    counted: Counter[Any] = Counter()
    compared: list[Comparison] = []
    for gold in gold_findings(shared / "evaluation" / "dev" / "gold"):
        told = perturbed(gold, chance) if chance.random() < 0.9 else None
        numbers = score.count_article(
            gold.to_dict(), told.to_dict() if told is not None else score.EMPTY
        )
        compared.append(compare(gold, told))
        assert compared[-1].agreement.to_dict() == score.result(numbers)
        counted.update(numbers)
    assert total(compared).to_dict() == score.result(counted)


@given(st.text(max_size=12) | st.sampled_from(["The U.S.A.", "AIVD (x)", "Dr. A. B. Lee, Jr."]))
def test_names_fold_as_in_the_shared_scorer(shared: Path, name: str) -> None:
    score = scorer(shared / "evaluation" / "score.py")
    assert actor_matching.plain(name) == score.plain(name)
    assert actor_matching.fold(name) == score.fold(name)
    assert actor_matching.last_name(name) == score.last_name(name)


def test_every_spelling_of_the_shared_scorer_is_known(shared: Path) -> None:
    score = scorer(shared / "evaluation" / "score.py")
    assert {name: actor_matching.fold(name) for name in score.CANONICAL} == score.CANONICAL
    assert set(score.CORE) == core_types()
