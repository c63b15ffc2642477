"""The store that a command reads or writes."""

import shutil
from pathlib import Path

import click

from talion.store import Store
from talion.vocabulary import is_web_address


def place(ctx: click.Context) -> str:
    """Return what `--store` or TALION_STORE says, or the default.

    >>> place(click.Context(click.Command("chains"), obj="talion-store"))
    'talion-store'
    """
    found = ctx.find_root().obj
    assert isinstance(found, str)
    return found


def reading(ctx: click.Context) -> Store:
    """Open the store to read from.

    >>> reading(click.Context(click.Command("chains"), obj="no-such-store"))
    Traceback (most recent call last):
        ...
    talion.errors.StoreMissingError: store no-such-store: there is none; ...
    """
    return Store.open(place(ctx))


def writing(ctx: click.Context) -> Store:
    """Open the store to write to, made where there is none.

    One that was made and that nothing was written into is removed when the command ends.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     type(writing(click.Context(click.Command("build"), obj=f"{folder}/store"))).__name__
    'Store'
    """
    folder = Path(place(ctx))
    was = is_web_address(place(ctx)) or folder.exists()
    store = Store.create(place(ctx))
    if not was:
        ctx.find_root().call_on_close(lambda: _remove_unused(store, folder))
    return store


def _remove_unused(store: Store, folder: Path) -> None:
    if folder.is_dir() and not store.engine.version:
        shutil.rmtree(folder, ignore_errors=True)
