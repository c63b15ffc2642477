"""The wheel: it ships every file, and works where there is no checkout."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_package_the_ontology_and_the_seeds_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in (
        ("graph/talion", "talion"),
        ("ontology", "talion/data/ontology"),
        ("seeds", "talion/data/seeds"),
    ):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                name = f"{place}/{file.relative_to(ROOT / folder).as_posix()}"
                assert name in inside, f"{name} is not shipped"


def test_nothing_else_is_in_it(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"talion"}


def test_it_works_installed_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    """The libraries come from this environment, the package itself from the wheel alone."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    (site,) = (home / "lib").glob("python3*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    # libraries only: the checkout's own .pth, which would put graph/ on the path, is not read
    libraries = next(p for p in map(Path, sys.path) if p.name == "site-packages")
    check = (
        f"import sys; sys.path.append({str(libraries)!r})\n"
        "import talion, talion.cli\n"
        f"assert talion.__file__.startswith({str(home)!r}), talion.__file__\n"
        "talion.cli.main(['--store', 'store', 'build'], standalone_mode=False)\n"
        "talion.cli.main(['--store', 'store', 'actor', 'AIVD'], standalone_mode=False)\n"
    )
    python = home / "bin/python"
    done = subprocess.run(
        [python, "-I", "-c", check], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "AIVD: agency of Netherlands" in done.stdout
