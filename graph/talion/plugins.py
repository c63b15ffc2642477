"""What people add without changing the package: by an entry point, or registered for a while."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from talion.errors import PluginError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Named(Protocol):
    """Something with a name of its own."""

    @property
    def name(self) -> str:
        """The name by which people ask for it."""


_T = TypeVar("_T", bound=Named)


class Registry(Generic[_T]):
    """The things of one kind by their names: shipped, of installed packages, and registered.

    `kind` is what one of them is called in messages, `group` the group of entry points under which
    packages offer more, `shipped` returns those of Talion; both are looked up once. A name stands
    for one thing: PluginError for a package that offers another, UsageError for a registration.
    """

    def __init__(self, kind: str, group: str, shipped: Callable[[], Iterable[_T]]) -> None:
        self.kind, self.group = kind, group
        self._find_shipped = shipped
        self._shipped: dict[str, _T] | None = None
        self._installed: dict[str, _T] | None = None
        self._added: dict[str, _T] = {}

    def __call__(self) -> Mapping[str, _T]:
        """Return all of them by name: shipped, then installed, then registered ones."""
        return {**self.shipped(), **self.installed(), **self._added}

    def shipped(self) -> Mapping[str, _T]:
        """Return those that Talion ships."""
        if self._shipped is None:
            self._shipped = {found.name: found for found in self._find_shipped()}
        return self._shipped

    def installed(self) -> Mapping[str, _T]:
        """Return those of installed packages; PluginError for one that cannot be loaded."""
        if self._installed is None:
            self._installed = self._load()
        return self._installed

    def added(self) -> Mapping[str, _T]:
        """Return those that are registered now."""
        return dict(self._added)

    def _load(self) -> dict[str, _T]:
        loaded: dict[str, _T] = {}
        for point in entry_points(group=self.group):
            try:
                found = point.load()
            except (ImportError, AttributeError) as error:
                raise PluginError(self.group, point.name, str(error)) from error
            if found.name in self.shipped() or found.name in loaded:
                reason = f"there is {self.kind} '{found.name}' already"
                raise PluginError(self.group, point.name, reason)
            loaded[found.name] = found
        return loaded

    def forget(self) -> None:
        """Look shipped and installed ones up again when they are next asked for."""
        self._shipped = self._installed = None

    @contextmanager
    def registered(self, added: _T) -> Iterator[None]:
        """Have one more among them for a while; UsageError when there is one of that name."""
        if added.name in self():
            raise UsageError(f"there is {self.kind} '{added.name}' already")
        self._added[added.name] = added
        try:
            yield
        finally:
            del self._added[added.name]
