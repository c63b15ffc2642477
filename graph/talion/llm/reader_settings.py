"""What decides how a reader reads: options over the table [reader] of talion.toml."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from talion.errors import InputError, UsageError
from talion.llm.reply_cache import ReplyCache, default_cache

#: The file of settings, beside the store.
FILE = "talion.toml"
#: The variable of the environment that holds the key, where no other is named.
KEY_VARIABLE = "TALION_API_KEY"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The reader by name, and what a model needs.

    `allow` names hosts to which articles may go without asking. `max_tokens` is the budget of one
    run; `parallel` how many requests are under way at once; `timeout` in seconds.
    """

    reader: str | None = None
    endpoint: str | None = None
    model: str | None = None
    allow: tuple[str, ...] = ()
    max_tokens: int | None = None
    parallel: int = 4
    timeout: float = 300.0
    attempts: int = 6
    temperature: float = 0.0
    max_reply_tokens: int = 8192
    structured: bool = True
    key_variable: str = KEY_VARIABLE
    cache: str | None = None

    @property
    def key(self) -> str | None:
        """The key, from the environment only."""
        return os.environ.get(self.key_variable) or None

    def replies(self) -> ReplyCache:
        """Return the folder of replies.

        >>> ReaderSettings(cache="kept").replies().folder.name
        'kept'
        """
        return ReplyCache(Path(self.cache) if self.cache else default_cache())

    def over(self, **given: Any) -> "ReaderSettings":
        """Return these settings with options that were given in place of them.

        >>> ReaderSettings(model="a").over(model=None, parallel=2).parallel
        2
        """
        return replace(self, **{name: value for name, value in given.items() if value is not None})


def read_settings(store: str | Path) -> ReaderSettings:
    """Return the settings beside a store, else in the working folder; defaults without a file.

    Raises InputError for a file that is not TOML or has an unknown key, UsageError for a value of
    the wrong kind.

    >>> read_settings("nowhere/store").parallel
    4
    """
    for folder in dict.fromkeys((Path(store).parent, Path())):
        file = folder / FILE
        if file.is_file():
            return _settings(file)
    return ReaderSettings()


def _settings(file: Path) -> ReaderSettings:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(file, f"is no settings file: {error}") from None
    except RecursionError:
        raise InputError(file, "is no settings file: nested too deep") from None
    table = data.get("reader", {})
    if not isinstance(table, Mapping):
        raise InputError(file, "[reader] is no table")
    return _checked(file, {("reader" if k == "name" else k): v for k, v in table.items()})


def _checked(file: Path, table: Mapping[str, Any]) -> ReaderSettings:
    """Return the settings of a table whose keys and kinds of values are known."""
    defaults = ReaderSettings()
    known = {f.name: getattr(defaults, f.name) for f in fields(ReaderSettings)}
    made: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise InputError(file, f"[reader] has no setting '{name}' ({', '.join(known)})")
        if name == "allow":
            value = (value,) if isinstance(value, str) else tuple(map(str, value))
        made[name] = _of_kind(file, name, value, known[name])
    if "key" in table:
        raise UsageError("a key goes into the environment, not into talion.toml")
    return replace(defaults, **made)


def _of_kind(file: Path, name: str, value: Any, default: Any) -> Any:
    wanted = {"max_tokens": int}.get(name, str if default is None else type(default))
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise InputError(file, f"[reader] {name} is no {wanted.__name__}: {value!r}")
    return value
