"""How much memory a query may take."""

from pathlib import Path

import pytest
from talion.errors import LimitError
from talion.web.memory import LEAST, MOST, total_memory, worker_memory
from talion.web.pool import Limits, Pool, QueryRequest

MIB = 1 << 20


def system(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text + "\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": str(512 * MIB)},
            512,
            id="a container with control groups of version 2",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/user.slice/app",
                "sys/fs/cgroup/user.slice/app/memory.max": "max",
                "sys/fs/cgroup/user.slice/memory.max": str(300 * MIB),
            },
            300,
            id="the group above it is limited",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "5:devices:/\n4:cpu,memory:/docker/1\n0::/",
                "sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes": str(700 * MIB),
            },
            700,
            id="control groups of version 1",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:memory:/docker/1",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": str(600 * MIB),
            },
            600,
            id="version 1 seen from within, where the path is not there",
        ),
    ],
)
def test_a_container_has_the_memory_that_limits_it(
    tmp_path: Path, files: dict[str, str], limit: int
) -> None:
    assert total_memory(system(tmp_path, files)) == limit * MIB


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": "max"},
        {"proc/self/cgroup": "4:memory:/", "sys/fs/cgroup/memory.max": "1"},
        {"proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": str(1 << 62)},
        {"proc/self/cgroup": "not what it should be"},
    ],
)
def test_without_such_a_limit_it_is_that_of_the_machine(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert total_memory(system(tmp_path, files)) == total_memory(tmp_path / "nothing")


@pytest.mark.parametrize("total", [1 << 28, 1 << 30, 1 << 32, 3 << 33, 1 << 40])
@pytest.mark.parametrize("workers", [1, 2, 3, 64])
def test_all_workers_fit_into_half_of_it_unless_they_could_not_start(
    total: int, workers: int
) -> None:
    each = worker_memory(workers, total)
    assert LEAST <= each <= MOST
    assert each == LEAST or each * workers <= total // 2


def test_the_default_fits_this_machine_and_a_number_given_holds() -> None:
    assert Limits(workers=8).bytes_each == worker_memory(8)
    assert Limits(memory=300 * MIB).bytes_each == 300 * MIB


def test_a_query_over_its_memory_is_told_how_much_it_may_take(seeds_store: Path) -> None:
    generation = seeds_store / "generations" / (seeds_store / "CURRENT").read_text().strip()
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with Pool(str(generation), Limits(memory=LEAST, workers=1)) as pool:
        with pytest.raises(LimitError, match="256 MiB"):
            pool.ask(QueryRequest(many, "text/csv", None))
        assert pool.ask(QueryRequest("ASK {}", "text/csv", None)).body == b"true"
