"""Every error that Talion raises: one line that gives the object, the place and the reason.

TalionError                       exit code 1
├── UsageError                    exit code 2: what was asked cannot be understood
│   ├── ArgumentError             an argument of the wrong kind, in Python
│   ├── AmbiguousError            the beginning of several ids
│   ├── DecisionError             a merge or split that is not possible
│   ├── ActorDecisionError        a decision about an actor that is not possible
│   ├── NoteError                 a note on a thing that is not possible
│   ├── QueryError                a SPARQL text that cannot be run
│   ├── BodyError                 a request body that is too long
│   ├── MediaTypeError            a request body in a media type that is not taken
│   ├── BatchError                replies to requests of which nothing is known
│   ├── ConsentError              text would leave the machine without having been allowed to
│   ├── RefusedError              a query or a note that is not allowed from outside
│   └── UnknownError              no actor, incident, question or type of that name
├── InputError                    a file that cannot be used, or a place in it
│   ├── ArticleError              an article
│   ├── SidecarError              findings in the codebook's JSON
│   ├── EventSchemaError          a Parquet file or frame that is not an event table
│   ├── EventImportError          an export of events with too many bad rows, or of no known format
│   └── ModelFileError            a file of parameters that is not a reply model
├── ReaderError                   a language model that cannot be asked, or does not answer
│   └── ReaderBusyError           it failed in a way that may pass
├── BudgetError                   a budget of tokens that does not reach
├── FindingsError                 a value in findings that the codebook does not allow
├── OutputError                   a file or folder that cannot be written
├── AddressError                  an address of this machine that cannot be bound
├── StoreError                    the store itself
│   ├── StoreMissingError         there is none
│   ├── StoreLockedError          another process is writing to it
│   ├── StoreVersionError         made by a newer Talion
│   ├── StoreDamagedError         its files are inconsistent
│   └── EndpointError             a remote store that does not answer as it should
├── ClusterError                  a Spark cluster that cannot be reached or fails
├── LimitError                    a query that took too long, or an answer that is too large
│   └── BusyError                 as many queries as may run at once are running
├── InvalidGraphError             what was to be written violates the shapes
├── PluginError                   what an installed package offers cannot be used
└── MissingExtraError             an optional part is not installed
"""

from collections.abc import Sequence
from pathlib import Path


class TalionError(Exception):
    """Something that Talion could not do; the message is one line."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error cross a process border, whatever its constructor takes."""
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[TalionError], args: tuple[object, ...]) -> TalionError:
    """Return an error as it was made; its attributes are put back by pickle."""
    error = kind.__new__(kind)
    error.args = args
    return error


class UsageError(TalionError):
    """What was asked cannot be understood or does not exist."""

    exit_code = 2


class ArgumentError(UsageError, TypeError):
    """An argument of a Python call of the wrong kind; the message says which kind is wanted."""

    def __init__(self, name: str, value: object, wanted: str, hint: str = "") -> None:
        kind = type(value).__name__
        article = "an" if kind[0] in "aeiouAEIOU" else "a"
        shown = "None" if value is None else f"{article} {kind}"
        plain = isinstance(value, str | int | float | tuple | list) and len(repr(value)) <= 60
        what = f"{name} is {wanted}" if name else f"{wanted} is needed"
        literal = f": {value!r}" if plain and name else ""
        super().__init__(f"{what}, not {shown}{literal}{hint}")
        self.name, self.value = name, value

    @classmethod
    def of_value(cls, name: str, value: object, reason: str) -> "ArgumentError":
        """Return the error of an argument of the right kind that cannot be."""
        made = cls(name, value, "")
        made.args = (f"{name}: {value!r} is {reason}",)
        return made


class QueryError(UsageError):
    """A SPARQL text that cannot be run, with the parser's reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the query cannot be run: {reason}")
        self.reason = reason


class RefusedError(UsageError):
    """A request that is not allowed from outside, as a query with SERVICE or a foreign note is."""


class BodyError(UsageError):
    """A request body that is too long."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the request is longer than {limit >> 20} MiB")
        self.limit = limit


class MediaTypeError(UsageError):
    """A request body in a media type that the operation does not take."""

    def __init__(self, media: str, accepted: Sequence[str], what: str = "a query") -> None:
        told = f"not as '{media[:80]}'" if media else "and this request names no Content-Type"
        super().__init__(f"{what} comes as {' or '.join(accepted)}, {told}")
        self.media, self.accepted = media, tuple(accepted)


class UnknownError(UsageError):
    """Nothing of that kind has that name; the message offers the nearest names.

    `of` says where it was looked for: in a graph, or among what Talion has whatever the graph.
    """

    def __init__(
        self, kind: str, name: str, near: Sequence[str] = (), of: str = " of this graph"
    ) -> None:
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        article = "an" if kind[0] in "aeiou" else "a"
        super().__init__(f"'{name}' is not {article} {kind}{of}{hint}")
        self.kind, self.name, self.near = kind, name, tuple(near)


class AmbiguousError(UsageError):
    """The beginning of an id that several things have; the message names the first few."""

    def __init__(self, kind: str, name: str, found: Sequence[str]) -> None:
        more = ", …" if len(found) > 4 else ""
        named = ", ".join(found[:4])
        super().__init__(f"'{name}' begins the ids of {len(found)} {kind}s: {named}{more}")
        self.kind, self.name, self.found = kind, name, tuple(found)


class DecisionError(UsageError):
    """A merge or a split of two reports or incidents that is not possible."""

    def __init__(self, first: str, second: str, reason: str) -> None:
        super().__init__(f"'{first}' and '{second}': {reason}")
        self.first, self.second, self.reason = first, second, reason


class ActorDecisionError(UsageError):
    """A decision about an actor that is not possible."""

    def __init__(self, actor: str, reason: str) -> None:
        super().__init__(f"'{actor}' {reason}")
        self.actor, self.reason = actor, reason


class NoteError(UsageError):
    """A note on a thing that is not possible."""

    def __init__(self, thing: str, reason: str) -> None:
        super().__init__(f"'{thing}': {reason}")
        self.thing, self.reason = thing, reason


class BatchError(UsageError):
    """Replies whose batch of requests is not there."""

    def __init__(self, folder: str | Path) -> None:
        super().__init__(
            f"{folder}: there is no batch of requests; name the file that talion requests wrote: "
            "--requests FILE"
        )
        self.folder = str(folder)


class ConsentError(UsageError):
    """Articles would be sent to another machine, which nobody has allowed."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f'the articles would be sent to {host}; --yes allows it, as does allow = "{host}" '
            "under [reader] in talion.toml"
        )
        self.host = host


class ReaderError(TalionError):
    """A language model that cannot be asked or does not answer: where, why, and what to do."""

    def __init__(self, endpoint: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"the model at {endpoint}: {reason}")
        self.endpoint, self.reason, self.status = endpoint, reason, status


class ReaderBusyError(ReaderError):
    """A language model that failed in a way that may pass.

    `wait` is after how many seconds it may be asked again; `gone` that nothing listens there.
    """

    def __init__(
        self, endpoint: str, reason: str, wait: float | None = None, gone: bool = False
    ) -> None:
        super().__init__(endpoint, reason)
        self.wait, self.gone = wait, gone


class BudgetError(TalionError):
    """A budget of tokens that does not reach for the next request."""

    def __init__(self, limit: int, spent: int) -> None:
        super().__init__(
            f"the budget of {limit:,} tokens does not reach for the next request ({spent:,} are "
            "spent); what was read is kept, --max-tokens raises it"
        )
        self.limit, self.spent = limit, spent


class InputError(TalionError):
    """A file that cannot be used: where, and why."""

    def __init__(self, file: str | Path, reason: str, place: str = "") -> None:
        where = f"{file}, {place}" if place else str(file)
        super().__init__(f"{where}: {reason}")
        self.file, self.place, self.reason = str(file), place, reason


class ArticleError(InputError):
    """An article that cannot be read."""


class SidecarError(InputError):
    """Findings beside an article that do not conform to the codebook or the article."""


class FindingsError(TalionError):
    """A value that the codebook does not allow: where in the findings, and why.

    `near` is the allowed value that is most like it, where one is.
    """

    def __init__(self, place: str, reason: str, near: str | None = None) -> None:
        super().__init__(f"{place}: {reason}")
        self.place, self.reason, self.near = place, reason, near


class EventSchemaError(InputError):
    """A Parquet file or a frame that is not an event table of this version."""


class EventImportError(InputError):
    """An export of events that cannot be read, or in which too many rows cannot."""


class ModelFileError(InputError):
    """A file of parameters that is not a reply model, or is inconsistent."""


class OutputError(TalionError):
    """A file or folder that cannot be written."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason}")
        self.path, self.reason = str(path), reason


class AddressError(TalionError):
    """An address of this machine that cannot be bound."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}, port {port}: cannot be listened on: {reason}; try --port 0")


class StoreError(TalionError):
    """An error of a store: which store, and what is wrong."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"store {path}: {reason}")
        self.path, self.reason = str(path), reason


class StoreMissingError(StoreError):
    """There is no store at that place."""

    exit_code = 2

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, f"there is none; make one with: talion --store {path} build")


class StoreLockedError(StoreError):
    """Another process is writing to it."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "another process is writing to it; try again when it has ended")


class StoreVersionError(StoreError):
    """A store made by a newer Talion."""

    def __init__(self, path: str | Path, found: object, known: int) -> None:
        super().__init__(
            path, f"has format {found}, this Talion reads up to {known}; use a newer Talion"
        )


class StoreDamagedError(StoreError):
    """A store whose files are inconsistent."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(path, f"damaged: {reason}")


class EndpointError(StoreError):
    """A SPARQL endpoint that is unreachable, refuses, or answers unexpectedly."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)


class ClusterError(TalionError):
    """A Spark cluster that cannot be reached, or whose job fails."""

    def __init__(self, master: str, reason: str) -> None:
        super().__init__(f"Spark at {master}: {reason}")
        self.master, self.reason = master, reason


class LimitError(TalionError):
    """A query that was ended: it ran too long, needed too much memory, or answered too much."""


class BusyError(LimitError):
    """As many queries as may run at once are running, and none of them ended in time."""

    def __init__(self) -> None:
        super().__init__("other queries are running; try again in a moment")


class InvalidGraphError(TalionError):
    """What was to be written violates the SHACL shapes; the message gives the first violations."""

    def __init__(self, violations: Sequence[str]) -> None:
        shown = "; ".join(violations[:3])
        more = f" (and {len(violations) - 3} more)" if len(violations) > 3 else ""
        super().__init__(f"the graph breaks its shapes: {shown}{more}")
        self.violations = tuple(violations)


class PluginError(TalionError):
    """What an installed package offers under an entry point cannot be used."""

    def __init__(self, group: str, name: str, reason: str) -> None:
        super().__init__(f"the entry point '{name}' of {group} cannot be used: {reason}")
        self.group, self.name, self.reason = group, name, reason


class MissingExtraError(TalionError):
    """An optional part is not installed; the message says how to install it."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs an extra. Install it with: pip install 'talion[{extra}]'")
        self.extra = extra


class TalionWarning(UserWarning):
    """Something to know about an answer that is given all the same."""


class OutdatedStoreWarning(TalionWarning):
    """A store was written with another version of the ontology, so some queries find less in it."""

    def __init__(self, place: str | Path) -> None:
        super().__init__(
            f"store {place} was written with another version of the ontology: queries may miss its "
            f"terms and supertypes (?a a tal:Actor); the next write adds them, as does: talion "
            f"--store {place} repair"
        )
        self.place = place


class UncompiledWarning(TalionWarning):
    """The numeric loops run without compiled code: with the same results, but slowly."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "the reply model runs without compiled code, with the same results but slowly: numba "
            f"does not work here ({reason})"
        )
        self.reason = reason
