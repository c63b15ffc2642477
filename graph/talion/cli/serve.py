"""`talion serve`: the graph as a local web app."""

import socket
from contextlib import suppress

import click

from talion.cli.support.output import Progress, note
from talion.cli.support.stores import reading
from talion.errors import AddressError, MissingExtraError, TalionError


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, small answers not held back for others to join them.

    asyncio sees to that (TCP_NODELAY) only for sockets that say they are TCP's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise AddressError(host, port, error.strerror or str(error)) from error
    return listening


@click.command()
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another host name that the app answers to; repeatable.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="An origin (scheme and host) whose pages may ask for data, or *; repeatable.",
)
@click.option(
    "--allow-frame",
    "frames",
    multiple=True,
    metavar="ORIGIN",
    help="An origin whose pages may show the graph in a frame, or *; /?embed=1 is a figure alone.",
)
@click.option(
    "--time-limit",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    metavar="SECONDS",
    help="The longest that a query may take.",
)
@click.option(
    "--size-limit",
    default=64,
    show_default=True,
    type=click.IntRange(1, 4096),
    metavar="MIB",
    help="The largest answer, in MiB; a larger one is cut off.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many queries run at once.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(256, 1 << 20),
    metavar="MIB",
    help="The most memory that a query may take, in MiB (not on macOS and Windows); by default all"
    " queries together get half of this machine's, or of the container's, and each at most 4096.",
)
@click.option(
    "--refresh",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0, 86400),
    metavar="SECONDS",
    help="How often to check whether a store at an address has changed; 0 for never.",
)
@click.option(
    "--notes/--read-only",
    default=None,
    help="Whether notes made in the app go into the store; by default where it listens on this"
    " machine only.",
)
@click.pass_context
def serve(
    ctx: click.Context,
    port: int,
    host: str,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    frames: tuple[str, ...],
    time_limit: float,
    size_limit: int,
    workers: int,
    memory_limit: int | None,
    refresh: float,
    notes: bool | None,
) -> None:
    """Serve the graph to a browser: the page, a SPARQL endpoint and editor, a page for every IRI.

    By default it listens on this machine only. The store is indexed the first time, and after each
    change; meanwhile the app shows the store as it was. It only reads, but for notes.

    \b
    Examples:
      talion serve
      talion --store big serve --port 8080 --time-limit 120
      talion serve --allow-frame https://news.example --read-only
      talion --store http://localhost:7878/query serve
    """
    try:
        import uvicorn

        from talion.web.app import create_app
        from talion.web.http_timeouts import TimedProtocol
        from talion.web.pool import Limits
        from talion.web.protection import LOOPBACK
    except ModuleNotFoundError as error:
        raise MissingExtraError("web", "talion serve") from error
    limits = Limits(
        seconds=time_limit,
        answer=size_limit << 20,
        memory=None if memory_limit is None else memory_limit << 20,
        workers=workers,
    )
    hosts = {*LOOPBACK, *names, host if ":" not in host else f"[{host}]"}
    with Progress("incidents indexed", None) as tick:
        app = create_app(
            reading(ctx),
            limits=limits,
            hosts=hosts,
            origins=origins,
            frames=frames,
            tick=tick,
            refresh=refresh,
            notes=hosts == set(LOOPBACK) if notes is None else notes,
        )
        app.state.open()
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        http=TimedProtocol,
        ws="none",
        lifespan="on",
        h11_max_incomplete_event_size=1 << 16,
    )
    server = uvicorn.Server(config)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    note(f"http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C to quit)")
    with suppress(KeyboardInterrupt):  # the way to end it
        server.run(sockets=[listening])
    if not server.started:
        raise TalionError("the app could not be started; the reason is above")
