"""`talion import`: what goes out comes back, and what others wrote is kept beside it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from talion.build import build
from talion.cli import main
from talion.errors import UsageError
from talion.exchange.export_format import Request
from talion.exchange.export_registry import export_formats, format_of
from talion.exchange.import_format import ImportFormat, ImportOutcome
from talion.exchange.import_registry import import_format_of, import_formats
from talion.exchange.rdf_import import ImportedRdf
from talion.model.actor import ActorKind
from talion.resources import seeds as seeds_files
from talion.store import Store
from talion.store.lookup import find_actor

Run = Callable[..., Result]

NOTES = """\
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix tal: <https://w3id.org/talion/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/talion/id/actor/acme> a tal:Organization ; rdfs:label "Acme"@en .
<http://example.org/ann> a foaf:Person ; foaf:name "Ann" ; foaf:knows [ foaf:name "Bob" ] .
"""
#: One article of a sentence, with what a reviewer found in it.
ARTICLE = Path(str(seeds_files())) / "2020-12-dutchreview.txt"


def imported_from(name: str, store: Path) -> set[Quad]:
    graph = NamedNode(f"https://w3id.org/talion/id/graph/imported/{name}")
    return {quad for quad in statements(store) if quad.graph_name == graph}


def statements(store: Path) -> set[Quad]:
    with Store.open(store).view() as view:
        return set(view.quads())


def read(text: bytes, name: str) -> list[Quad]:
    form = import_format_of(name)
    assert form is not None
    found = form.read(io.BytesIO(text), name)
    assert isinstance(found, ImportedRdf)
    return list(found.quads)


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> set[Quad]:
    """The statements about two articles and their incidents."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "articles").mkdir()
    for found in Path(str(seeds_files())).glob("2020-12-*"):
        (folder / "articles" / found.name).write_bytes(found.read_bytes())
    build(Store.create(folder / "store"), folder / "articles")
    return statements(folder / "store")


@pytest.mark.parametrize(
    ("kind", "prop"), [("Incident", "status"), ("Report", "status"), ("Response", "basis")]
)
@pytest.mark.parametrize("wrong", [Literal("2018-03-14"), None])
def test_a_graph_with_a_strange_value_or_none_is_refused_in_a_line(
    kind: str,
    prop: str,
    wrong: Literal | None,
    told_once: set[Quad],
    talion: Run,
    tmp_path: Path,
) -> None:
    term = "https://w3id.org/talion/ns#"
    thing = min((q for q in told_once if q.object == NamedNode(term + kind)), key=str)
    changed = (thing.subject, NamedNode(term + prop))
    kept = [quad for quad in told_once if (quad.subject, quad.predicate) != changed]
    if wrong is not None:
        kept.append(Quad(*changed, wrong, thing.graph_name))
    file = tmp_path / "graph.nq"
    file.write_bytes(serialize(kept, format=RdfFormat.N_QUADS) or b"")
    told = talion("--store", str(tmp_path / "other"), "import", str(file), "--into")
    assert told.exit_code == 1, told.output
    assert "the graph breaks its shapes: " in told.stderr
    assert told.stderr.count("\n") == 1


RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TAL = "https://w3id.org/talion/ns#"


def test_a_graph_that_breaks_a_shape_only_together_with_what_is_there_is_refused(
    told_once: set[Quad], talion: Run, tmp_path: Path
) -> None:
    store = str(tmp_path / "store")
    (tmp_path / "all.nq").write_bytes(serialize(list(told_once), format=RdfFormat.N_QUADS) or b"")
    first = talion("--store", store, "import", str(tmp_path / "all.nq"))
    assert first.exit_code == 0, first.output
    incident = min((q for q in told_once if q.object == NamedNode(TAL + "Incident")), key=str)
    for prop, value in (
        (RDFS_LABEL, Literal("Another title", language="en")),
        (NamedNode(TAL + "reportedBy"), NamedNode("http://example.org/nobody")),
        (NamedNode(TAL + "count"), Literal(99)),
        (NamedNode(TAL + "status"), NamedNode(TAL + "prospective")),
    ):
        more = Quad(incident.subject, prop, value).triple
        file = tmp_path / "more.nt"
        file.write_bytes(serialize([more], format=RdfFormat.N_TRIPLES) or b"")
        told = talion("--store", store, "import", str(file), "--into")
        assert told.exit_code == 1, told.output
        assert "the graph breaks its shapes: incident:" in told.stderr
    assert talion("--store", store, "validate").exit_code == 0


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld"])
def test_a_graph_goes_out_and_comes_back_with_its_named_graphs(
    seeds: Store, seeds_folder: Path, ending: str
) -> None:
    form = format_of(f"graph.{ending}")
    assert form is not None
    found = read(form.write(seeds, Request()), f"graph.{ending}")
    assert ImportedRdf(found).whole
    assert set(found) == statements(seeds_folder)


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf"])
def test_without_named_graphs_each_statement_comes_back(
    seeds: Store, seeds_folder: Path, ending: str
) -> None:
    form = format_of(f"graph.{ending}")
    assert form is not None
    found = read(form.write(seeds, Request()), f"graph.{ending}")
    assert not ImportedRdf(found).whole
    assert {q.triple for q in found} == {quad.triple for quad in statements(seeds_folder)}
    graphs = {str(quad.graph_name) for quad in found}
    assert graphs == {f"<https://w3id.org/talion/id/graph/imported/graph.{ending}>"}


def test_a_union_of_graphs_makes_a_store_of_its_own(
    talion: Run, tmp_path: Path, seeds_folder: Path
) -> None:
    file, copy = tmp_path / "graph.nt", tmp_path / "copy"
    assert talion("export", str(file)).exit_code == 0
    assert talion("import", str(file), store=copy).exit_code == 0
    union = {quad.triple for quad in statements(seeds_folder)}
    assert {quad.triple for quad in statements(copy)} == union
    with Store.open(copy).view() as view:
        assert sum(1 for _ in view.incidents()) == 53


def test_every_serialisation_says_the_same() -> None:
    triples = [q.triple for q in read(NOTES.encode(), "notes.ttl")]
    forms = {"nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
    texts = {end: serialize(triples, format=form) or b"" for end, form in forms.items()}
    texts |= {"trig": NOTES.encode(), "nq": texts["nt"]}
    for ending, text in texts.items():
        named = "\n".join(sorted(str(q.triple) for q in read(text, f"notes.{ending}")))
        plain = named.replace(f"/notes.{ending}/", "/notes.ttl/")
        assert plain == "\n".join(sorted(map(str, triples)))


def test_the_totals_of_another_graph_do_not_stand_beside_the_stores_own(
    talion: Run, tmp_path: Path
) -> None:
    """The file knows one report of the expulsion, the store two; both totals at once are none."""
    text = "Norway expelled two Russian diplomats on 3 May 2021."
    for name, publisher in (("one", "Post"), ("two", "Times")):
        (tmp_path / f"{name}.txt").write_text(f"publisher: {publisher}\n---\n{text}")
    small, store, file = tmp_path / "small", tmp_path / "store", tmp_path / "small.nt"
    build(Store.create(small), [tmp_path / "one.txt"])
    build(Store.create(store), [tmp_path / "one.txt", tmp_path / "two.txt"])
    assert talion("export", str(file), store=small).exit_code == 0
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "ns#Total>" not in line))  # still totals
    done = talion("import", str(file), "--into", store=store)
    assert done.exit_code == 0
    assert "which the store derives itself" in done.stderr
    assert talion("validate", store=store).exit_code == 0


def test_foreign_rdf_is_added_and_what_is_not_understood_is_kept_and_said(
    talion: Run, tmp_path: Path
) -> None:
    file, store = tmp_path / "notes.ttl", tmp_path / "store"
    file.write_text(NOTES)
    build(Store.create(store), [ARTICLE])
    for _ in range(2):  # the second time it takes its own place
        done = talion("import", str(file), store=store)
        assert done.stderr.splitlines() == [
            "read 6 statements into graph:imported/notes.ttl",
            "understood: organization 1",
            "kept as it is, for queries: http://xmlns.com/foaf/0.1/Person 1, of no type 1",
        ]
    with Store.open(store).view() as view:
        assert find_actor(view, "Acme").kind is ActorKind.ORGANIZATION
        names = view.select("SELECT ?n { ?x <http://xmlns.com/foaf/0.1/name> ?n }").rows
        assert sorted(str(n) for (n,) in names) == ["Ann", "Bob"]
    before = imported_from("notes.ttl", store)
    assert len(before) == 7  # those of the file, and the supertype of one
    build(Store.open(store), [ARTICLE])  # takes nothing of it away
    assert imported_from("notes.ttl", store) == before
    kept = statements(store)
    file.write_text("<x:a> a <https://w3id.org/talion/ns#Country> .")
    done = talion("import", str(file), store=store)  # breaks the shapes: all stays as it was
    assert done.exit_code == 1
    assert "has a name" in done.stderr
    assert statements(store) == kept


def test_another_graph_renames_and_retypes_nothing_of_the_store(
    talion: Run, tmp_path: Path
) -> None:
    file, store = tmp_path / "names.ttl", tmp_path / "store"
    file.write_text(
        NOTES.split("<https://w3id.org/talion/id")[0]
        + "@prefix actor: <https://w3id.org/talion/id/actor/> .\n"
        + 'actor:russia rdfs:label "Aaa"@en, "Russia"@en ; a tal:Agency ; tal:since "1900" ;\n'
        + '  tal:demonym "rossiyskiy"@en .\n'
    )
    build(Store.create(store), [ARTICLE])
    done = talion("import", str(file), store=store)
    assert "2 statements of what the store's own graphs state otherwise" in done.stderr
    with Store.open(store).view() as view:
        russia = find_actor(view, "Aaa")
        assert (russia.id, russia.name, russia.kind) == ("russia", "Russia", ActorKind.COUNTRY)
        assert str(russia.since) == "1991-12-26"
    listed = talion("list", "actors", "--json", store=store).stdout
    assert '"name": "Aaa"' not in listed


def test_another_graph_that_was_there_before_renames_nothing(tmp_path: Path) -> None:
    build(Store.create(tmp_path / "store"), [ARTICLE])
    store = Store.open(tmp_path / "store")
    russia = NamedNode("https://w3id.org/talion/id/actor/russia")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    with store.writer() as writer:
        writer.load_quads([Quad(russia, label, Literal("Aaa"), NamedNode("http://x.org/notes"))])
    with store.view() as view:
        assert [actor.name for actor in view.actors(["russia"])] == ["Russia"]
        assert "Aaa" not in {actor.name for actor in view.actors()}


def test_an_unknown_ending_is_refused_and_the_format_can_be_given(
    talion: Run, tmp_path: Path
) -> None:
    file, store = tmp_path / "notes.txt", tmp_path / "store"
    file.write_text(NOTES)
    done = talion("import", str(file), store=store)
    assert done.exit_code == 2
    assert "give --format" in done.stderr
    assert talion("import", "--format", "turtle", str(file), store=store).exit_code == 0
    done = talion("import", "--format", "turtle", "-", store=store, stdin=NOTES)
    assert "graph:imported/standard-input" in done.stderr


def test_a_registered_format_is_read_by_its_name_and_by_its_ending(
    talion: Run, tmp_path: Path
) -> None:
    class Nothing:
        whole = False

        def write(self, _: object) -> ImportOutcome:
            return ImportOutcome(0, (), left_out=("all of it",))

    nil = ImportFormat("nil", "nothing", (".nil",), lambda file, name: Nothing())
    (tmp_path / "a.nil").write_bytes(b"x")
    with import_formats.registered(nil):
        done = talion("import", str(tmp_path / "a.nil"), store=tmp_path / "store")
        with pytest.raises(UsageError, match="'nil' already"), import_formats.registered(nil):
            pass
    assert done.stderr.splitlines() == ["read 0 statements into no graph", "left out: all of it"]


# --- FollowTheMoney


def entity(ident: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": ident, "schema": schema, "properties": properties})


ENTITIES = (
    entity("p1", "Person", name=["Ann Example"], alias=["A. Example"], birthDate=["1970"]),
    entity("p2", "Person", name=["Ann Example"], country=["nl"]),
    entity("c1", "Company", name=["Acme Trading B.V."], country=["nl"], registrationNumber=["12"]),
    entity("o1", "Organization", name=["North Atlantic Treaty Organization"]),
    entity("o2", "Organization", name=["The Alliance"], wikidataId=["Q7184"]),
    entity("b1", "PublicBody", name=["Office of Seals"], country=["nl"]),
    entity("v1", "Vessel", name=["Rusty"]),
    entity("w1", "Ownership", owner=["p1"], asset=["c1"]),
    entity("w2", "Ownership", owner=["p2"], asset=["c1"]),
    entity("p3", "Person", country=["nl"]),
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("ftm")
    file, store = folder / "people.ftm.json", folder / "store"
    file.write_text("\n".join(ENTITIES))
    return CliRunner().invoke(main, ["--store", str(store), "import", str(file)]), store


def test_people_companies_and_organizations_become_actors(imported: tuple[Result, Path]) -> None:
    done, store = imported
    assert done.exit_code == 0
    with Store.open(store).view() as view:
        ann = view.actors(["ann-example"])
        assert [(a.kind, a.names) for a in ann] == [(ActorKind.PERSON, ("A. Example",))]
        acme = find_actor(view, "Acme Trading B.V.")
        assert (acme.id, acme.kind) == ("acme-trading-b-v", ActorKind.ORGANIZATION)
        office = find_actor(view, "Office of Seals")
        assert (office.kind, office.state) == (ActorKind.AGENCY, "netherlands")


def test_one_that_is_known_is_no_second_actor_and_namesakes_stay_two(
    imported: tuple[Result, Path],
) -> None:
    _, store = imported
    with Store.open(store).view() as view:
        assert find_actor(view, "The Alliance").id == "nato"
        assert "the-alliance" not in {a.id for a in view.actors()}
        people = [a.id for a in view.actors() if a.kind is ActorKind.PERSON]
        assert people == ["ann-example", "ann-example-person"]


def test_what_has_no_place_is_kept_and_what_is_not_read_is_named(
    imported: tuple[Result, Path],
) -> None:
    done, store = imported
    lines = done.stderr.splitlines()
    assert lines[1] == "understood: person 2, organization 3, agency 1, already known 2"
    assert "Person:birthDate 1" in lines[2]
    assert lines[3:] == [
        "left out: Ownership 2 (only Person, Company, Organization, PublicBody are read)",
        "left out: Vessel 1 (only Person, Company, Organization, PublicBody are read)",
        "left out: line 10: Person 'p3' has no name",
    ]
    kept = {
        (q.predicate.value.partition("#")[2], getattr(q.object, "value", ""))
        for q in statements(store)
        if "followthemoney" in q.predicate.value
    }
    assert ("Person:birthDate", "1970") in kept
    assert ("Company:country", "nl") in kept
    assert ("id", "c1") in kept


def test_the_actors_of_an_export_come_back_as_themselves(talion: Run, tmp_path: Path) -> None:
    file, store = tmp_path / "seeds.ftm.json", tmp_path / "store"
    assert talion("export", str(file)).exit_code == 0
    assert talion("import", str(file), store=store).exit_code == 0
    sent = [json.loads(line) for line in file.read_text().splitlines()]
    wanted = {e["id"] for e in sent if e["id"].startswith("actor-")}
    found = {str(q.subject).strip("<>") for q in imported_from("seeds.ftm.json", store)}
    assert {"actor-" + iri.rpartition("/")[2] for iri in found} == wanted


def test_entities_pass_through_the_package_and_back(seeds: Store, tmp_path: Path) -> None:
    package = pytest.importorskip("followthemoney", reason="needs followthemoney")
    from followthemoney.proxy import EntityProxy

    made = export_formats()["ftm"].write(seeds, Request()).decode().splitlines()
    proxies = [EntityProxy.from_dict(json.loads(line), cleaned=False) for line in made]
    assert package.model.get("Person").is_a("LegalEntity")
    lines = "\n".join(json.dumps(proxy.to_dict()) for proxy in proxies).encode()
    with Store.memory().writer(validate=False) as writer:
        summary = import_formats()["ftm"].read(io.BytesIO(lines), "again.ftm").write(writer)
    actors = sum(json.loads(line)["id"].startswith("actor-") for line in made)
    people = summary.understood["person"]
    assert summary.understood["already known"] == actors - people


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: is not JSON"),
        ("[]", "line 2: is no entity"),
        ('{"id": "a", "properties": {}}', "line 2: is no entity"),
    ],
)
def test_a_line_that_is_no_entity_is_told(
    talion: Run, tmp_path: Path, line: str, reason: str
) -> None:
    file = tmp_path / "bad.ftm"
    file.write_text(f"{ENTITIES[0]}\n{line}\n")
    done = talion("import", str(file), store=tmp_path / "store")
    assert done.exit_code == 1
    assert reason in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_file_without_any_actor_is_refused_with_what_it_holds(
    talion: Run, tmp_path: Path
) -> None:
    file = tmp_path / "ships.ftm"
    file.write_text(ENTITIES[6])
    done = talion("import", str(file), store=tmp_path / "store")
    assert done.exit_code == 1
    assert "Vessel 1" in done.stderr
