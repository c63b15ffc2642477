"""People's decisions about actors: they hold, they can be withdrawn, and nothing else changes."""

import io
import shutil
from pathlib import Path

import pytest
from talion.build import (
    add,
    build,
    decide,
    merge_actors,
    rename_actor,
    retype_actor,
    split_actor,
    withdraw_about_actor,
)
from talion.errors import ActorDecisionError, UnknownError
from talion.model.actor import ActorKind
from talion.model.decision import DecisionKind
from talion.render.page_contents import page_data
from talion.store import Store
from talion.store.id_lookup import find_incident
from talion.store.lookup import find_actor
from talion.store.validation import violations

SEEDS = Path(__file__).parents[2] / "seeds"
THREAT = "2022-03-29-threat-russia-maria-zakharova-belgium-czech-republic-ireland-and-1-more"
FRANCE24 = "2022-03-29-france24"


@pytest.fixture
def store(seeds_folder: Path, tmp_path: Path) -> Store:
    return Store.open(Path(shutil.copytree(seeds_folder, tmp_path / "store")))


def content(store: Store) -> bytes:
    out = io.BytesIO()
    store.export(out)
    return out.getvalue()


def agents(store: Store, incident: str) -> tuple[str, ...]:
    with store.view() as view:
        return find_incident(view, incident).agents


def ids(store: Store) -> set[str]:
    with store.view() as view:
        return {incident.id for incident in view.incidents()}


def merged(store: Store) -> None:
    merge_actors(store, "Maria Zakharova", "Kirill Logvinov", "an example")


def test_who_was_merged_is_found_under_the_other_and_incidents_keep_their_ids(
    store: Store,
) -> None:
    before = ids(store)
    merged(store)
    assert ids(store) == before
    assert agents(store, THREAT) == ("kirill-logvinov", "russia")
    with store.view() as view:
        for name in ("actor:maria-zakharova", "maria-zakharova", "Maria Zakharova", "Zakharova"):
            assert find_actor(view, name).id == "kirill-logvinov"
        assert "maria-zakharova" not in {actor.id for actor in view.actors()}
        assert "maria-zakharova" not in {office.person for office in view.offices()}
        assert violations(view.database()) == []


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("SVR", "FSB", ("SVR", "actor:svr")),
        ("Ukraine", "Russia", ("Ukraine", "Kyiv", "Ukrainian", "Q212", "cow:369", "actor:ukraine")),
        ("NATO", "European Union", ("NATO", "IGOWSTNAT", "Q7184", "North Atlantic Alliance")),
    ],
)
def test_actors_of_the_reference_data_are_merged_and_come_back(
    store: Store, first: str, second: str, names: tuple[str, ...]
) -> None:
    """Two agencies, two states that have agencies and memberships, two organizations of members."""
    before, known = content(store), ids(store)
    with store.view() as view:
        old = find_actor(view, first)
        members = {m.organization for m in old.memberships}
    now = merge_actors(store, first, second, "an example", force=True)
    with store.view() as view:
        assert all(find_incident(view, ident) for ident in known)
        assert {find_actor(view, name).id for name in names} == {now.id}
        assert old.id not in {actor.id for actor in view.actors()}
        assert all(old.id not in (*i.agents, *i.targets) for i in view.incidents())
        assert members <= {m.organization for m in view.actors([now.id])[0].memberships}
        assert all(actor.state != old.id for actor in view.actors())
        assert view.select(f"ASK {{ ?a tal:memberOf|tal:belongsTo actor:{old.id} }}").rows == (
            ("false",),
        )
        assert violations(view.database()) == []
    add(store, [SEEDS / "2020-12-dutchreview.txt"])
    with store.view() as view:
        assert find_actor(view, first).id == now.id
    withdraw_about_actor(store, first, second)
    assert content(store) == before


def test_sparql_sees_the_one_actor_the_redirect_and_what_was_read(store: Store) -> None:
    merged(store)
    with store.view() as view:
        report = f"<https://w3id.org/talion/id/report/{FRANCE24}/e7>"
        asked = f"SELECT ?a {{ {report} tal:agent ?a }}"
        read = f"SELECT ?a {{ {report} tal:agentAsRead ?a }}"
        now, was = (
            {str(row[0]).rpartition("/")[2] for row in view.select(text).rows}
            for text in (asked, read)
        )
        assert (now, was) == ({"kirill-logvinov", "russia"}, {"maria-zakharova", "russia"})
        redirect = "ASK { actor:maria-zakharova tal:sameAs actor:kirill-logvinov }"
        assert view.select(redirect).rows == (("true",),)
        assert view.select("ASK { actor:maria-zakharova a tal:Actor }").rows == (("false",),)
        page = page_data(view)  # and the page shows the one
    assert "maria-zakharova" not in {actor.id for actor in page.actors}
    (shown,) = (actor for actor in page.actors if actor.id == "kirill-logvinov")
    assert "Maria Zakharova" in shown.names


def test_every_decision_holds_after_a_rebuild_and_after_adding_and_can_be_withdrawn(
    store: Store,
) -> None:
    before = content(store)
    merged(store)
    rename_actor(store, "Russia", "Russian State", "an example")
    retype_actor(store, "Yulia Skripal", ActorKind.ORGANIZATION, "an example")
    split_actor(store, "Leonid Slutsky", "2020-12-10-moscow-times", "a namesake")
    decided = content(store)
    with store.view() as view:
        assert violations(view.database()) == []
        assert view.labels()[THREAT].startswith("Russian State")
    add(store, SEEDS / f"{FRANCE24}.txt")
    assert content(store) == decided
    build(store)
    assert content(store) == decided
    for actor, what in (
        ("actor:maria-zakharova", "Kirill Logvinov"),
        ("Russia", "rename"),
        ("Yulia Skripal", "retype"),
        ("Leonid Slutsky", "2020-12-10-moscow-times"),
    ):
        withdraw_about_actor(store, actor, what)
    assert content(store) == before


def test_a_merge_waits_for_the_article_that_brings_the_actor(store: Store, tmp_path: Path) -> None:
    merged(store)
    merge_actors(store, "Kirill Logvinov", "Leonid Slutsky", "a chain leads to the last")
    assert agents(store, THREAT) == ("leonid-slutsky", "russia")
    withdraw_about_actor(store, "actor:kirill-logvinov", "actor:leonid-slutsky")
    decided = content(store)
    fewer = Path(shutil.copytree(SEEDS, tmp_path / "fewer"))
    (fewer / "2024-03-05-european-pravda.txt").unlink()
    build(store, fewer)
    assert agents(store, THREAT) == ("maria-zakharova", "russia")
    with store.view() as view:
        view.keep()
    add(store, SEEDS / "2024-03-05-european-pravda.txt")
    assert content(store) == decided


def test_whom_one_article_means_is_told_apart(store: Store) -> None:
    other = split_actor(store, "Leonid Slutsky", "2020-12-10-moscow-times", "a namesake")
    assert (other.id, other.name) == ("leonid-slutsky-2020-12-10-moscow-times", "Leonid Slutsky")
    with store.view() as view:
        (report,) = view.reports(["2020-12-10-moscow-times#e3"])
    assert report.agents == (other.id, "russia")
    before = ids(store)
    merge_actors(store, f"actor:{other.id}", "actor:leonid-slutsky", "he is the same after all")
    assert ids(store) == before
    with store.view() as view:
        assert not [d for d in view.decisions() if d.by == "person"]


def test_the_id_of_an_incident_that_ended_with_a_merge_finds_what_it_became(store: Store) -> None:
    before = ids(store)
    poland = "2021-expulsion-poland-russia", "2022-expulsion-poland-russia"
    (made,) = decide(store, DecisionKind.MERGE, *poland, "one event")
    with store.view() as view:
        assert {find_incident(view, ident).id for ident in poland} == {made.id}
        (decision,) = (d for d in view.decisions() if d.by == "person")
    assert set(decision.retired) == before - ids(store)
    decided = content(store)
    build(store)
    assert content(store) == decided


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Russia", "Ukraine", "are two actors of the reference data; merge them anyway with"),
        ("Russia", "actor:russia", "is the same as"),
        ("Yulia Skripal", "Russia", "is of another kind than 'Russia' (person and country)"),
    ],
)
def test_what_cannot_be_one_is_refused(store: Store, first: str, second: str, reason: str) -> None:
    before = content(store)
    with pytest.raises(ActorDecisionError) as caught:
        merge_actors(store, first, second, "an example")
    assert reason in str(caught.value)
    assert content(store) == before


def test_what_the_shapes_forbid_is_refused_and_changes_nothing(store: Store) -> None:
    before = content(store)
    with pytest.raises(ActorDecisionError, match="is held by exactly one person"):
        merge_actors(store, "Maria Zakharova", "Russia", "an example", force=True)
    assert content(store) == before


def test_unknown_actors_articles_and_decisions_are_named(store: Store) -> None:
    with pytest.raises(UnknownError, match="did you mean Maria Zakharova"):
        rename_actor(store, "Mria Zakharova", "X", "a typing error")
    with pytest.raises(UnknownError, match="did you mean 2022-03-29-france24"):
        split_actor(store, "Maria Zakharova", "2022-03-29-france42", "a typing error")
    with pytest.raises(ActorDecisionError, match="is not mentioned in the article"):
        split_actor(store, "Maria Zakharova", "2020-12-dutchreview", "an example")
    with pytest.raises(ActorDecisionError, match="no person decided anything about them"):
        withdraw_about_actor(store, "Russia", "rename")
    with pytest.raises(ActorDecisionError, match=r"cannot be called .Russia., as actor:russia is"):
        rename_actor(store, "Maria Zakharova", "Russia", "an example")
