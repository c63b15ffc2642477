"""The instruction is made from the ontology, and its examples are what the gate lets pass."""

import pytest
from talion.gate.gate import admit
from talion.llm.codebook import codebook
from talion.llm.instruction import links_instruction, reading_instruction
from talion.llm.reply_reading import proposal_of
from talion.llm.reply_schema import reading_schema
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.incident import Status
from talion.store.reference import incident_types


def test_every_type_status_and_link_of_the_ontology_is_in_it() -> None:
    text, links = reading_instruction(), links_instruction()
    for kind in incident_types():
        assert f"- {kind.id}: {kind.definition}" in text
    assert all(f"- {status.value}: " in text for status in Status)
    assert all(f"- {kind.value}: " in links for kind in ClaimType)


def test_the_schema_allows_the_types_of_the_ontology_and_no_others() -> None:
    item = reading_schema()["properties"]["incidents"]["items"]
    assert item["properties"]["type"]["enum"] == [kind.id for kind in incident_types()]
    assert item["required"] == list(item["properties"])


@pytest.mark.parametrize(("number", "language"), [(0, None), (1, "de")])
def test_the_examples_pass_the_gate_whole(number: int, language: str | None) -> None:
    example = codebook().examples[number]
    article = Article("x", example["text"], published=example["published"], language=language)
    found = admit(article, proposal_of(example["reply"]))
    assert [refused.words for refused in found.refused] == []
    assert len(found.findings.incidents) == len(example["reply"]["incidents"])
