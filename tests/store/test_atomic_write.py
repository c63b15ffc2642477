"""Small files: written whole or not at all."""

from pathlib import Path

import pytest
from talion.errors import OutputError
from talion.store.atomic_write import save


def test_a_file_takes_the_place_of_the_old_one_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    save(path, "é\n")
    assert path.read_bytes() == b"\xc3\xa9\n"
    path.chmod(0o600)
    save(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_told_with_the_reason_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        save(tmp_path / "none" / "file", "")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OutputError, match="directory"):
        save(folder, "")
    assert list(tmp_path.iterdir()) == [folder]
