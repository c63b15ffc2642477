"""The annotated articles that the extractor learns from are valid findings of their texts."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from talion.ingest.articles import read_article
from talion.model.actor import ActorKind
from talion.model.findings import Findings
from talion.store.reference import gazetteer, incident_types

FOLDER = Path(__file__).parents[2] / "scripts" / "annotated_articles"
GOLD = sorted(FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def found() -> Mapping[str, Findings]:
    """The findings of each article; those that the format does not allow raise."""
    return {path.stem: Findings.from_dict(json.loads(path.read_text("utf-8"))) for path in GOLD}


def test_every_article_has_its_findings_and_tells_when_it_appeared(
    found: Mapping[str, Findings],
) -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(found)
    articles = {path.stem: read_article(path) for path in sorted(FOLDER.glob("*.txt"))}
    assert {name: article.id for name, article in articles.items()} == {
        name: findings.article for name, findings in found.items()
    }
    assert {name: article.published for name, article in articles.items()} == {
        name: findings.published for name, findings in found.items()
    }


def test_every_type_is_one_of_the_ontology(found: Mapping[str, Findings]) -> None:
    known = {kind.id for kind in incident_types()}
    used = {(name, i.type) for name, findings in found.items() for i in findings.incidents}
    assert {(name, kind) for name, kind in used if kind not in known} == set()


def test_every_quote_is_in_its_article(found: Mapping[str, Findings]) -> None:
    for name, findings in found.items():
        text = read_article(FOLDER / f"{name}.txt").text
        quotes = [i.quote for i in findings.incidents] + [k.quote for k in findings.links]
        assert [quote for quote in quotes if quote not in text] == [], name


def test_every_state_is_one_of_the_ontology_and_known_actors_are_of_its_kind(
    found: Mapping[str, Findings],
) -> None:
    wrong = set()
    for name, findings in found.items():
        for actor in findings.actors:
            known = gazetteer().actor(actor.name)
            if known is None:
                fits = actor.type is not ActorKind.COUNTRY
            else:
                fits = actor.type is known.kind and (
                    actor.type is not ActorKind.COUNTRY or actor.name == known.name
                )
            if not fits:
                wrong.add((name, actor.name, actor.type))
    assert wrong == set()


def test_every_side_is_an_actor_of_its_article(found: Mapping[str, Findings]) -> None:
    for name, findings in found.items():
        actors = {actor.name for actor in findings.actors}
        sides = {side for i in findings.incidents for side in (*i.agents, *i.targets)}
        assert sides <= actors, name
        assert all(i.agents or i.targets for i in findings.incidents), name
