"""Reading files and standard input with a limit, and nothing that has no end."""

import stat
import sys
from pathlib import Path

from talion.errors import InputError

_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe, not a file; send it to standard input and name - instead"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


def read_bytes(path: str | Path, limit: int) -> bytes:
    """Return the content of a file of at most `limit` bytes.

    Raises InputError where it is missing, unreadable, too large, or no file: a pipe or a device may
    never end.

    >>> read_bytes("/dev/zero", 100)
    Traceback (most recent call last):
    talion.errors.InputError: /dev/zero: is a device, not a file
    """
    require_file(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(path, reason_of(error)) from error
    return _within(data, path, limit)


def read_stdin(limit: int) -> bytes:
    """Return standard input of at most `limit` bytes; InputError where it goes on."""
    return _within(sys.stdin.buffer.read(limit + 1), "standard input", limit)


def require_file(path: str | Path) -> None:
    """Raise InputError where a path is not that of a file."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(path, reason_of(error)) from error
    for is_kind, reason in _KINDS:
        if is_kind(mode):
            raise InputError(path, reason)


def reason_of(error: OSError | ValueError) -> str:
    """Return in words why a file cannot be read.

    >>> reason_of(PermissionError(13, "Permission denied"))
    'cannot be read: permission denied'
    """
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return f"cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}"


def _within(data: bytes, name: str | Path, limit: int) -> bytes:
    if len(data) > limit:
        raise InputError(name, f"is too large: more than {limit:,} bytes")
    return data
