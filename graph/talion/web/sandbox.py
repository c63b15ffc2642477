"""What a worker gives up for good before it runs queries from outside."""

import ctypes
import platform
import struct
import sys

#: System calls that open a connection, by machine: socket.
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE, _ACCESS = 0x7FFF0000, 0x00050000, 13
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def give_up_network() -> bool:
    """Make each new socket of this process fail (Linux, seccomp); whether that worked.

    A second barrier behind `talion.web.query_guard`; on systems without seccomp the guard is
    the only one.
    """
    known = _SOCKET.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    machine, call = known
    lines = (
        (_LOAD, 0, 0, 4),  # the machine the call is made for
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE | _ACCESS),
        (_LOAD, 0, 0, 0),  # its number
        (_EQUAL, 0, 1, call),
        (_RETURN, 0, 0, _REFUSE | _ACCESS),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *line) for line in lines)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(lines), code)
    # for this thread, which is the one that runs queries, and all it will start
    taken = library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return int(taken) == 0


def give_up_memory(limit: int) -> bool:
    """Make allocations fail beyond `limit` bytes of data; whether the system can."""
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return True
