"""Adding an article resolves what it can affect; the graph is that of building all at once."""

import io
import json
import shutil
from pathlib import Path

import pytest
from talion.build import add, build, partial_resolution
from talion.build import batch as batch_module
from talion.hawkes.reply_model import Model
from talion.reciprocity.model_run import write_inferred
from talion.resources import seeds
from talion.store import Store
from talion.store.value_rows import KINDS

NAMES = (
    "2021-10-06-daily-beast",
    "2022-03-29-france24",
    "2024-03-05-european-pravda",
    "2020-12-10-moscow-times",
    "2020-12-dutchreview",
)


def copied(folder: Path) -> list[Path]:
    """Copy the seeds into a folder; return their texts."""
    for name in NAMES:
        for ending in (".txt", ".json"):
            shutil.copy(str(seeds() / f"{name}{ending}"), folder / f"{name}{ending}")
    return [folder / f"{name}.txt" for name in NAMES]


def exported(store: Store) -> bytes:
    output = io.BytesIO()
    store.export(output)
    return output.getvalue()


def built(folder: Path, files: list[Path]) -> Store:
    """Build a store and read its values once, as every command does."""
    store = Store.create(folder)
    build(store, files)
    with store.view() as view:
        list(view.incidents())
    return store


def check_values(store: Store) -> None:
    """Compare the values kept beside the store with what its statements say."""
    with store.view() as view:
        assert view.kept()
        for kind in KINDS:
            found = sorted(view.from_statements(kind), key=kind.key)
            assert view.of_kind(kind) == found, kind.table


@pytest.fixture
def partial(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """Record the articles of each partial resolution."""
    done: list[frozenset[str]] = []
    real = partial_resolution.resolve_again

    def recorded(writer: object, before: object, articles: object, people: object) -> None:
        done.append(frozenset(articles))  # type: ignore[call-overload]
        real(writer, before, articles, people)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_module, "resolve_again", recorded)
    return done


def test_articles_added_one_by_one_give_the_graph_of_all_at_once(
    tmp_path: Path, partial: list[frozenset[str]]
) -> None:
    files = copied(tmp_path)
    store = built(tmp_path / "some", files[:4])
    add(store, files[4:])  # tells of the expulsion that another article tells of
    assert partial == [{NAMES[4]}]
    check_values(store)
    assert exported(store) == exported(built(tmp_path / "all", files))


def test_an_article_that_changed_leaves_nothing_of_what_it_told(
    tmp_path: Path, partial: list[frozenset[str]]
) -> None:
    files = copied(tmp_path)
    store = built(tmp_path / "some", files)
    sidecar = files[1].with_suffix(".json")
    told = json.loads(sidecar.read_text("utf-8"))
    del told["incidents"][-1], told["actors"][-1]
    told["incidents"][0]["count"] = 99
    left = {incident["id"] for incident in told["incidents"]}
    told["links"] = [k for k in told["links"][1:] if {k["from"], k["to"]} <= left]
    sidecar.write_text(json.dumps(told), "utf-8")
    add(store, files[1:2])
    assert partial
    check_values(store)
    assert exported(store) == exported(built(tmp_path / "all", files))


def test_kept_values_that_cannot_be_read_are_made_anew(tmp_path: Path) -> None:
    files = copied(tmp_path)
    store = built(tmp_path / "some", files[:4])
    for file in (tmp_path / "some").glob("generations/*.values"):
        file.write_bytes(b"no database")
    add(store, files[4:])
    check_values(store)
    assert exported(store) == exported(built(tmp_path / "all", files))


def test_a_run_of_the_reply_model_is_in_the_kept_values(tmp_path: Path) -> None:
    store = built(tmp_path / "some", copied(tmp_path))
    for least in (0.0001, 0.01):  # the second run replaces the first
        number, _ = write_inferred(store, Model.default(), least)
        with store.view() as view:
            assert sum(claim.run is not None for claim in view.claims()) == number > 0
        check_values(store)


#: What an article says of what responds to what; each is possible alone.
TOLD = {"first": "e3<e2", "second": "e2<e1", "third": "e2<e1"}


def telling(folder: Path, name: str) -> Path:
    """Write an article on three measures, the one between of no certain day."""
    rows = (
        ("e1", "United Kingdom", "Russia", "expulsion", "2018-03-20", 23),
        ("e2", "Russia", "United Kingdom", "expulsion", "2018-03", 50),
        ("e3", "United Kingdom", "Russia", "sanction", "2018-03-17", None),
    )
    words = [
        f"{source} took measure {ident} against {target}." for ident, source, target, *_ in rows
    ]
    text = folder / f"{name}.txt"
    text.write_text(f"publisher: {name}\n\n" + "\n".join(words), "utf-8")
    later, earlier = TOLD[name].split("<")
    findings = {
        "article": name,
        "actors": [{"name": side, "type": "country"} for side in ("United Kingdom", "Russia")],
        "incidents": [
            {
                "id": ident,
                "type": kind,
                "status": "reported",
                "agents": [source],
                "targets": [target],
                "count": count,
                "date": date,
                "quote": quote,
            }
            for (ident, source, target, kind, date, count), quote in zip(rows, words, strict=True)
        ],
        "links": [{"type": "in_response_to", "from": later, "to": earlier, "quote": words[1]}],
    }
    text.with_suffix(".json").write_text(json.dumps(findings), "utf-8")
    return text


@pytest.mark.parametrize("order", ["first second third", "third second first"])
def test_an_article_decides_anew_which_of_the_responses_far_from_it_are_possible(
    tmp_path: Path, partial: list[frozenset[str]], order: str
) -> None:
    files = {name: telling(tmp_path, name) for name in TOLD}
    first, *others = order.split()
    seeds = copied(tmp_path)
    store = built(tmp_path / "some", [*seeds, files[first]])
    for name in others:
        add(store, [files[name]])
    assert len(partial) == 2
    check_values(store)
    assert exported(store) == exported(built(tmp_path / "all", [*seeds, *files.values()]))
    with store.view() as view:
        assert {"second", "third"} <= {claim.article for claim in view.claims()}
        assert [claim.article for claim in view.contradictions()] == ["first"]
