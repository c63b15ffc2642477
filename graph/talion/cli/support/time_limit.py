"""A piece of work that Ctrl-C, or the end of its time, ends at once.

A query runs in compiled code, which looks at no signal before it is done. So the signal's own
effect is put back, which ends the process; and what has a limit runs in a process of its own.
"""

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from talion.errors import LimitError, TalionError


def with_limit(work: Callable[[], None], seconds: float | None) -> None:
    """Do some work that writes nothing but its output; LimitError when its time is up.

    Ctrl-C ends it at once, with or without a limit.

    >>> with_limit(lambda: print("done"), None)
    done
    """
    if seconds is None:
        with _ended_by_interrupt():
            work()
        return
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os._exit(_exit_code(work))
    code = _wait(child, seconds)
    if code is None:
        raise LimitError(f"the query was ended after {seconds:g} s, the limit")
    if code < 0:
        raise LimitError("the query was ended by the system; it may have needed too much memory")
    if code:
        raise click.exceptions.Exit(code)


@contextmanager
def _ended_by_interrupt() -> Iterator[None]:
    """Have Ctrl-C end the process in the block without waiting for compiled code."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _exit_code(work: Callable[[], None]) -> int:
    """Do the work in the child; return its exit code, errors said."""
    try:
        with _ended_by_interrupt():
            work()
            sys.stdout.flush()
    except TalionError as error:
        click.echo(f"talion: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        return 1
    return 0


def _wait(child: int, seconds: float) -> int | None:
    """Wait for a process; return its exit code (less than 0 for a signal), None if it was ended."""
    handle = os.pidfd_open(child)
    ended = False
    try:
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        ended = bool(waiting.poll(seconds * 1000))
    finally:  # also after Ctrl-C
        os.close(handle)
        if not ended:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if ended else None
