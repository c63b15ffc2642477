"""Exports read by the tools that they are for: followthemoney, stix2, Cytoscape's layout."""

import json
from typing import Any

import pytest
from talion.exchange.export_format import Request
from talion.exchange.export_registry import export_formats
from talion.store import Store


def lines(seeds: Store, name: str) -> list[dict[str, Any]]:
    text = export_formats()[name].write(seeds, Request()).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_followthemoney_reads_every_entity_and_keeps_every_value(seeds: Store) -> None:
    package = pytest.importorskip("followthemoney", reason="needs followthemoney")
    from followthemoney.proxy import EntityProxy

    found = lines(seeds, "ftm")
    for each in found:
        entity = EntityProxy.from_dict(each, cleaned=False)
        package.model.get(each["schema"]).validate(each)
        kept = entity.to_dict()["properties"]
        assert {name: len(values) for name, values in kept.items()} == {
            name: len(set(values)) for name, values in each["properties"].items()
        }, each["id"]


def test_each_entity_that_is_referred_to_is_there(seeds: Store) -> None:
    found = {each["id"]: each for each in lines(seeds, "ftm")}
    for each in found.values():
        for name in ("organizer", "involved", "proof", "subject", "object", "parent"):
            assert set(each["properties"].get(name, ())) <= found.keys()


def test_a_response_tells_its_two_events_and_its_sentence(seeds: Store) -> None:
    found = {each["id"]: each for each in lines(seeds, "ftm")}
    responses = [
        each["properties"]
        for each in found.values()
        if each["properties"].get("role") == ["in response to"]
    ]
    assert responses
    for response in responses:
        assert {found[end]["schema"] for end in (*response["subject"], *response["object"])} == {
            "Event"
        }
        assert response["summary"]


def test_stix2_reads_the_bundle_strictly(seeds: Store) -> None:
    stix2 = pytest.importorskip("stix2", reason="needs stix2")
    text = export_formats()["stix"].write(seeds, Request()).decode()
    bundle = stix2.parse(text, allow_custom=False)
    known = {each.id for each in bundle.objects}
    assert len(known) == len(bundle.objects)
    for each in bundle.objects:
        if each.type == "relationship":
            assert {each.source_ref, each.target_ref} <= known
        if each.type == "report":
            assert set(each.object_refs) <= known


def test_the_bundle_holds_what_is_done_in_secret_and_nothing_else(seeds: Store) -> None:
    made = json.loads(export_formats()["stix"].write(seeds, Request()))
    labels = {each["labels"][0] for each in made["objects"] if each["type"] == "incident"}
    assert labels == {"espionage", "cyber operation", "influence operation"}


def test_plover_has_an_event_for_each_pair_of_sides(seeds: Store) -> None:
    found = lines(seeds, "plover")
    assert len({each["Event ID"] for each in found}) == len(found)
    dutch = [e for e in found if (e["Actor Country"], e["Recipient Country"]) == ("NLD", "RUS")]
    assert {(e["Event Type"], e["Event Mode"]) for e in dutch} >= {("SANCTION", "expel")}
    assert all(each["Text"] for each in found)


@pytest.mark.parametrize("kind", ["actors", "incidents"])
def test_cytoscape_finds_the_ends_of_each_edge(seeds: Store, kind: str) -> None:
    made = json.loads(export_formats()["cytoscape"].write(seeds, Request(kind)))["elements"]
    nodes = {node["data"]["id"] for node in made["nodes"]}
    ids = [edge["data"]["id"] for edge in made["edges"]]
    assert len(ids) == len(set(ids))
    assert {
        end for e in made["edges"] for end in (e["data"]["source"], e["data"]["target"])
    } <= nodes


@pytest.mark.parametrize("name", ["ftm", "stix", "plover", "jsonld", "cytoscape", "nquads"])
def test_the_same_graph_gives_the_same_bytes(seeds: Store, name: str) -> None:
    form = export_formats()[name]
    assert form.write(seeds, Request()) == form.write(seeds, Request())
