"""The store that a command reads or writes."""

import click

from talion.store import Store


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

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     type(writing(click.Context(click.Command("build"), obj=f"{folder}/store"))).__name__
    'Store'
    """
    return Store.create(place(ctx))
