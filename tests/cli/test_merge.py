"""`talion merge`, `split` and `decisions`: a person's word holds for ever after."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.build import build
from talion.store import Store

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"
MOSCOW, DUTCH = "2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"
EXPULSION = "2020-12-10-expulsion-netherlands-russia"


@pytest.fixture
def store(seeds_folder: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' graph to decide on."""
    return Path(shutil.copytree(seeds_folder, tmp_path / "store"))


def content(store: Path) -> bytes:
    out = io.BytesIO()
    Store.open(store).export(out)
    return out.getvalue()


def sources_of(store: Path) -> dict[str, tuple[str, ...]]:
    with Store.open(store).view() as view:
        return {i.id: i.reports for i in view.incidents()}


def test_the_resolvers_merges_are_listed_with_reasons(talion: Run) -> None:
    found = json.loads(talion("decisions", "--json").stdout)
    assert [(d["kind"], d["by"]) for d in found] == [("merge", "resolver")] * 4
    assert found[0]["first"] == MOSCOW
    assert "both count 2" in found[0]["reason"]
    assert "merge by the resolver, confidence 0.96: same month" in talion("decisions").stdout
    assert json.loads(talion("decisions", "--by", "person", "--json").stdout) == []


def test_a_split_parts_an_incident(talion: Run, store: Path) -> None:
    result = talion("split", MOSCOW, DUTCH, store=store)
    assert result.exit_code == 0
    assert result.stdout.startswith("two incidents now:\n")
    assert sources_of(store)[EXPULSION] == (MOSCOW,)
    assert sources_of(store)["2020-12-expulsion-netherlands-russia"] == (DUTCH,)


def test_a_report_is_taken_out_of_its_incident(talion: Run, store: Path) -> None:
    for first, second in ((DUTCH, EXPULSION), (EXPULSION, DUTCH)):
        assert talion("split", first, second, store=store).exit_code == 0
        assert sources_of(store)[EXPULSION] == (MOSCOW,)
        assert talion("decisions", "--forget", first, second, store=store).exit_code in (0, 2)


def test_a_merge_joins_what_the_resolver_kept_apart(talion: Run, store: Path) -> None:
    poland = "2021-expulsion-poland-russia", "2022-expulsion-poland-russia"
    result = talion("merge", *poland, "--because", "one act", "--json", store=store)
    (made,) = json.loads(result.stdout)["incidents"]
    assert made["reports"] == ["2021-10-06-daily-beast#e17", "2022-03-29-france24#e10"]
    assert made["disputed"] == ["date"]
    (decision,) = json.loads(talion("decisions", "--by", "person", "--json", store=store).stdout)
    assert (decision["kind"], decision["by"], decision["reason"]) == ("merge", "person", "one act")


def test_what_was_decided_holds_after_a_rebuild_and_after_adding(talion: Run, store: Path) -> None:
    talion("split", MOSCOW, DUTCH, store=store)
    before = content(store)
    build(Store.create(store))
    assert content(store) == before
    assert talion("add", str(SEEDS / "2020-12-dutchreview.txt"), store=store).exit_code == 0
    assert content(store) == before


def test_it_holds_while_one_of_the_articles_is_gone(
    talion: Run, store: Path, tmp_path: Path
) -> None:
    talion("split", MOSCOW, DUTCH, store=store)
    before = content(store)
    fewer = Path(shutil.copytree(SEEDS, tmp_path / "fewer"))
    (fewer / "2020-12-dutchreview.txt").unlink()
    assert talion("build", str(fewer), store=store).exit_code == 0
    assert talion("build", store=store).exit_code == 0
    assert content(store) == before


def test_a_later_word_replaces_an_earlier_one(talion: Run, store: Path) -> None:
    talion("split", MOSCOW, DUTCH, store=store)
    assert talion("merge", DUTCH, MOSCOW, store=store).exit_code == 0
    assert sources_of(store)[EXPULSION] == (MOSCOW, DUTCH)
    (decision,) = json.loads(talion("decisions", "--by", "person", "--json", store=store).stdout)
    assert decision["kind"] == "merge"


def test_what_was_decided_can_be_taken_back(talion: Run, store: Path) -> None:
    before = content(store)
    talion("split", MOSCOW, DUTCH, store=store)
    assert content(store) != before
    assert talion("decisions", "--forget", DUTCH, MOSCOW, store=store).exit_code == 0
    assert content(store) == before


def test_a_merge_that_a_split_forbids_says_so_and_changes_nothing(talion: Run, store: Path) -> None:
    poland = "2021-10-06-daily-beast#e17"
    talion("merge", "--force", poland, MOSCOW, store=store)
    talion("split", poland, DUTCH, store=store)
    before = content(store)
    result = talion("merge", MOSCOW, DUTCH, store=store)
    assert (result.exit_code, result.stderr) == (
        2,
        f"talion: '{MOSCOW}' and '{DUTCH}': an earlier merge contradicts it; withdraw that "
        f"first: talion decisions --forget {MOSCOW} {poland}\n",
    )
    assert content(store) == before


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("merge", "nothing#e1", MOSCOW), "'nothing#e1' is not a report of this graph"),
        (("merge", MOSCOW, MOSCOW), f"'{MOSCOW}' and '{MOSCOW}': they are the same"),
        (("merge", EXPULSION, DUTCH), f"'{EXPULSION}' and '{DUTCH}': they are the same"),
        (("split", EXPULSION, EXPULSION), "they are the same"),
        (("decisions", "--forget", MOSCOW, DUTCH), "no person decided anything about them"),
    ],
)
def test_what_cannot_be_is_one_line(
    talion: Run, store: Path, args: tuple[str, ...], line: str
) -> None:
    before = content(store)
    result = talion(*args, store=store)
    assert result.exit_code == 2
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
    assert content(store) == before


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("2021-10-06-daily-beast#e17", "the agents differ (netherlands and poland)"),
        ("2020-12-10-moscow-times#e2", "the types differ (expulsion and espionage)"),
    ],
)
def test_what_others_did_or_to_others_is_merged_only_by_force(
    talion: Run, store: Path, other: str, reason: str
) -> None:
    before = content(store)
    result = talion("merge", MOSCOW, other, store=store)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert "--force" in result.stderr
    assert content(store) == before
    assert talion("merge", "--force", MOSCOW, other, store=store).exit_code == 0


def test_a_decision_makes_no_store(talion: Run, tmp_path: Path) -> None:
    result = talion("merge", MOSCOW, DUTCH, store=tmp_path / "none")
    assert result.exit_code == 2
    assert "there is none" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_report_of_an_agency_is_merged_with_one_of_its_state(talion: Run, tmp_path: Path) -> None:
    for name, by in (("one", "GRU"), ("two", "Russia"), ("three", "Poland")):
        text = f"{by} hacked Germany in May 2021."
        (tmp_path / f"{name}.txt").write_text(text)
        actors = [{"name": who, "type": "country"} for who in ("Germany", "Poland", "Russia")]
        actors.append({"name": "GRU", "type": "agency", "state": "Russia"})
        finding = {
            "id": "e1",
            "type": "cyber_operation",
            "agents": [by],
            "targets": ["Germany"],
            "count": None,
            "date": "2021-05",
            "status": "reported",
            "quote": text,
        }
        sidecar = {
            "article": name,
            "published": "2021-06-01",
            "actors": [a for a in actors if a["name"] in (by, "Germany")],
            "incidents": [finding],
            "links": [],
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(sidecar))
    store = tmp_path / "store"
    texts = [str(tmp_path / f"{name}.txt") for name in ("one", "two", "three")]
    assert talion("build", *texts, store=store).exit_code == 0
    assert talion("merge", "one#e1", "two#e1", store=store).exit_code == 0
    refused = talion("merge", "one#e1", "three#e1", store=store)
    assert refused.exit_code == 2
    assert "the agents differ (poland and russia)" in refused.stderr.replace(
        "russia and poland", "poland and russia"
    )
