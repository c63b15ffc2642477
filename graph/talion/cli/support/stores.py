"""The store that a command reads or writes."""

import click

from talion.store import Store


def place(ctx: click.Context) -> str:
    """Return what `--store` or TALION_STORE says, or the default."""
    found = ctx.find_root().obj
    assert isinstance(found, str)
    return found


def reading(ctx: click.Context) -> Store:
    """Open the store to read from."""
    return Store.open(place(ctx))


def writing(ctx: click.Context) -> Store:
    """Open the store to write to, made where there is none."""
    return Store.create(place(ctx))
