"""Single keys from a terminal, none of them lost."""

import os
import sys

import click

from talion.errors import UsageError

_INTERRUPT, _END = "\x03", "\x04"


def read_key() -> str:
    """Return the next key; the end of the input is an EOFError, Ctrl-C a KeyboardInterrupt.

    Keys that were typed ahead are kept: click's own way to read a key throws away what was typed
    before it began to wait.
    """
    try:
        char = _from_terminal() if sys.stdin.isatty() else click.getchar()
    except OSError:
        raise UsageError("review needs a terminal") from None
    if char == _INTERRUPT:
        raise KeyboardInterrupt
    if char in ("", _END):
        raise EOFError
    return char


def _from_terminal() -> str:
    try:
        import termios
        import tty
    except ImportError:  # Windows has none, and click's way loses nothing there
        return click.getchar()
    place = sys.stdin.fileno()
    before = termios.tcgetattr(place)
    try:
        tty.setraw(place, termios.TCSADRAIN)
        return _character(place)
    finally:
        termios.tcsetattr(place, termios.TCSADRAIN, before)


def _character(place: int) -> str:
    """Read one character of UTF-8."""
    read = os.read(place, 1)
    while read:
        try:
            return read.decode()
        except UnicodeDecodeError:
            if len(read) == 4:
                return "\ufffd"
            read += os.read(place, 1)
    return ""
