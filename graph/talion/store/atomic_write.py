"""Small files written atomically: readers see the old content or the new, never a part."""

import errno
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from talion.errors import OutputError

#: The name of a draft: a dot, the name of the file, and what `tempfile` puts behind it.
_DRAFT = re.compile(r"[.](?:CURRENT|format[.]json|[0-9]+[.]new)[.][a-z0-9_]{8}")


def save(path: Path, content: bytes | str) -> None:
    """Write a file, text as UTF-8, all or nothing; OutputError says why not.

    It is on the disk when this returns, so that it outlives a loss of power. A file that stands
    there keeps its permissions.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Path(folder, "CURRENT"), "1")
    ...     Path(folder, "CURRENT").read_text()
    '1'
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).chmod(permissions(path))
            Path(draft).replace(path)
            sync(path.parent)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def remove_drafts(folder: Path) -> None:
    """Remove what writers that were killed left in a folder that nobody else may write to now.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     Path(folder, ".CURRENT.k2_x9abc").touch()
    ...     remove_drafts(Path(folder))
    ...     list(Path(folder).iterdir())
    []
    """
    if folder.is_dir():
        for path in folder.iterdir():
            if _DRAFT.fullmatch(path.name) and path.is_file():
                with suppress(OSError):
                    path.unlink()


def sync(path: Path) -> None:
    """Have the system put a file, or the names in a folder, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems know no syncing of folders
            raise
    finally:
        os.close(handle)


def permissions(path: Path) -> int:
    """Return the permissions a file has, or those that a new one would get.

    >>> permissions(Path("nowhere")) & 0o400 > 0
    True
    """
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
