"""`talion review`: a walk through the findings of an article, passage left, finding right."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from talion.build import add
from talion.cli.support.keys import read_key
from talion.cli.support.output import note, plain
from talion.cli.support.reader_options import ReaderChoice, reader_options, say_dry_run
from talion.cli.support.review_screen import LINK_WORDS, show, slot_text
from talion.cli.support.stores import place, writing
from talion.cli.support.wording import counted
from talion.errors import ArticleError, FindingsError, UsageError
from talion.ingest.articles import STDIN, read_article
from talion.ingest.readers import extensions
from talion.ingest.sidecar import read_sidecar, sidecar_for, write_sidecar
from talion.model.article import Article
from talion.model.findings import LISTED_KINDS, Findings, Link
from talion.readers.agreement import doubtful_first
from talion.readers.article_source import ArticleSource
from talion.review.editing import INCIDENT_SLOTS, LINK_SLOTS, names_in
from talion.review.unfinished import (
    forget_unfinished,
    go_on,
    keep_unfinished,
    unfinished_for,
)
from talion.review.walk import Item, Review, Verdict

_END_KEYS = "n new incident  l new link  b back  u undo  c cancel, write nothing"
_KEYS = (
    "a accept  r reject  e edit  n new incident  l new link  s skip  b back  u undo  q quit  ? keys"
)
_HELP = """\
a  accept the finding, and go on        n  add an incident that is missing
r  reject it, and go on                 l  add a link between two incidents
e  edit one slot of it                  b  back to the one before
s  skip it without a verdict            u  undo the last step
q  quit, asking what to keep            ?  this list

While you type: Enter keeps what is offered, - empties a slot, Ctrl-C leaves it as it was.
Ctrl-C here ends the review; what was done is kept, and the next review goes on from there."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
@click.option("--add", "into_graph", is_flag=True, help="Then add the articles to the graph.")
@reader_options
@click.pass_context
def review(
    ctx: click.Context,
    files: tuple[str, ...],
    force: bool,
    into_graph: bool,
    chosen: ReaderChoice,
) -> None:
    """Go through the findings on each article FILE: accept, reject or edit them, add missing ones.

    FILE may be a folder of articles. What is least sure comes first: the article with the least
    sure finding, and in each article that finding; what was reviewed before comes last.

    The review starts from the reviewed findings beside the article (FILE.json) if there are any,
    else from the reader's, and is written there; `talion build` and `add` use it (--add does so at
    once). After --reader both what the two do not agree on comes first. An interrupted review is
    kept in FILE.review, and goes on from there the next time.

    \b
    Keys:
      a  accept            n  new incident      u  undo the last step
      r  reject            l  new link          b  back
      e  edit a slot       s  skip              q  quit, asking what to keep
      ?  explain the keys

    \b
    Examples:
      talion review article.txt
      talion review articles/
    """
    if chosen.dry_run:
        say_dry_run(files, chosen.settings)
        return
    reader = chosen.reader()
    begun = []
    for path in (path for name in files for path in _paths(name)):
        article = read_article(path, note=_note)
        begun.append((path, article, _findings(path, article, reader, force=force)))
    begun.sort(key=lambda each: min(map(_sureness, _items(each[2])), default=1.0))
    done: list[Path] = []
    try:
        for number, (path, article, findings) in enumerate(begun, 1):
            _review_one(path, article, findings, f"{number}/{len(begun)}")
            done.append(path)
    finally:
        if done:
            _take_in(ctx, done, into_graph=into_graph)


def _review_one(path: Path, article: Article, findings: Findings, number: str) -> None:
    """Walk through one article and write what a person said, or keep what was begun."""
    walk = go_on(path, article)
    begun = f"goes on from {unfinished_for(path).name}" if walk is not None else ""
    walk = walk or Review(article, findings)
    try:
        done = _Walk(walk, number, begun).run()
    except click.Abort:
        forget_unfinished(path)
        note(f"{sidecar_for(path)}: not changed")
        raise click.exceptions.Exit(1) from None
    except (EOFError, KeyboardInterrupt):
        kept = keep_unfinished(path, walk)
        more = f"; what was done is kept in {unfinished_for(path)}" if kept else ""
        note(f"{sidecar_for(path)}: not changed{more}")
        raise click.exceptions.Exit(1) from None
    write_sidecar(sidecar_for(path), done)
    forget_unfinished(path)
    incidents, links = len(done.incidents), len(done.links)
    note(f"{sidecar_for(path)}: {counted(incidents, 'incident')}, {counted(links, 'link')}")


def _take_in(ctx: click.Context, paths: Sequence[Path], *, into_graph: bool) -> None:
    """Add the reviewed articles to the graph, or say how that is done."""
    if not into_graph:
        folders = {path.parent for path in paths}
        named = paths if len(paths) == 1 else sorted(folders)
        words = shlex.join(str(each) for each in named)
        note(f"talion --store {shlex.quote(place(ctx))} add {words} takes them into the graph")
        return
    batch = add(writing(ctx), paths)
    for problem in batch.problems:
        note(str(problem))
    note(f"{place(ctx)}: {counted(batch.articles, 'article')} added")


def _paths(name: str) -> list[Path]:
    """Return the articles that a name stands for: the file, or all in the folder."""
    path = Path(name)
    if name == STDIN or path.suffix == ".json":
        raise UsageError(f"{name}: name the file of the article; its findings are beside it")
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.casefold() in extensions())


def _items(findings: Findings) -> tuple[Item, ...]:
    return (*findings.incidents, *findings.links)


def _sureness(item: Item) -> float:
    return 1.0 if item.confidence is None else item.confidence


def _unsure_first(findings: Findings) -> Findings:
    """Return findings in the order of their confidence; equal ones, and links, as they were."""
    return replace(findings, incidents=tuple(sorted(findings.incidents, key=_sureness)))


def _note(text: str) -> None:
    note(f"note: {text}")


def _findings(
    path: Path, article: Article, reader: ArticleSource | None, *, force: bool
) -> Findings:
    """Return the findings to begin with: a person's, else the reader's."""
    sidecar = sidecar_for(path)
    if sidecar.is_file():
        return read_sidecar(sidecar, article)
    if reader is not None:
        [found] = reader.read([article], force=force)
        if isinstance(found, ArticleError):
            raise ArticleError(path, found.reason, found.place)
        return doubtful_first(found.findings)
    from talion.extract import extract

    try:
        return _unsure_first(extract(article, force=force).findings)
    except ArticleError as error:
        raise ArticleError(path, error.reason, error.place) from None


class _Walk:
    """The keys and the screen of one article; `typed` is what was typed and not yet used."""

    def __init__(self, walk: Review, number: str, said: str = "") -> None:
        self.walk, self.number, self.said = walk, number, said
        self.typed: dict[str, dict[str, str]] = {"incident": {}, "link": {}}

    def run(self) -> Findings:
        """Walk until the end; return what is to be written. Raises click.Abort for nothing."""
        while True:
            over = self.walk.key is None
            if not over:
                show(self.walk, self.number, (_KEYS, self.said))
                over = self._step(read_key())
            if over and (done := self._end()) is not None:
                return done

    def _step(self, char: str) -> bool:
        """Do what a key says; whether it was to quit."""
        self.said = ""
        walk = self.walk
        if char in ("a", "y", "\r", "\n"):
            walk.judge(Verdict.ACCEPTED)
        elif char in ("r", "x"):
            walk.judge(Verdict.REJECTED)
        elif char in ("s", " "):
            walk.skip()
        elif char == "b":
            walk.back()
        elif char == "u":
            self.said = "undone" if walk.undo() else "nothing to undo"
        elif char == "e":
            self._try(self._edit)
        elif char == "n":
            self._try(self._new)
        elif char == "l":
            self._try(self._new_link)
        elif char == "?":
            self.said = _HELP
        elif char != "q":
            self.said = f"no such key: {plain(repr(char))}; ? shows them"
        return char == "q"

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except FindingsError as error:
            self.said = f"not changed: {error.place}: {error.reason}"
        except click.Abort:
            self.said = "not changed"
            if any(self.typed.values()):
                self.said += "; n and l offer what you typed again"

    def _edit(self) -> None:
        assert self.walk.key is not None
        item = self.walk.item(self.walk.key)
        slots = LINK_SLOTS if isinstance(item, Link) else INCIDENT_SLOTS
        shown = "  ".join(f"{n} {LINK_WORDS.get(slot, slot)}" for n, slot in enumerate(slots, 1))
        click.echo(f"edit which?  {shown}")
        char = read_key()
        if not char.isdecimal() or not 1 <= int(char) <= len(slots):
            self.said = "not changed"
            return
        slot = slots[int(char) - 1]
        self._asked(slot, slot_text(item, slot), partial(self.walk.change, slot))

    def _new(self) -> None:
        click.echo("a new incident; its quote exactly as in the text, an empty line to cancel")
        given, kinds = self._all_slots("incident", ("quote", *INCIDENT_SLOTS[:-1]))
        if given:
            self.walk.add(given, kinds)
            self.typed["incident"] = {}

    def _new_link(self) -> None:
        click.echo(
            "a new link: in_response_to, precedent_of or part_of, from one incident to another"
        )
        given, _ = self._all_slots("link", LINK_SLOTS)
        if given:
            self.walk.add_link(given)
            self.typed["link"] = {}

    def _all_slots(self, what: str, slots: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Ask for all slots of a new item, each until it can be; nothing where the first is empty.

        What is typed stays in `typed` until it is used.
        """
        typed, kinds = self.typed[what], dict[str, str]()
        for slot in slots:

            def check(text: str, kinds_: Mapping[str, str], slot: str = slot) -> None:
                if what == "link":
                    self.walk.try_link_slot(slot, text)
                elif text or slot != "quote":
                    self.walk.try_slot(slot, text, kinds_)

            typed[slot], more = self._asked(slot, typed.get(slot, ""), check, typed)
            kinds |= more
            if slot == slots[0] and not typed[slot]:
                typed.clear()
                self.said = "not changed"
                return {}, {}
        return dict(typed), kinds

    def _asked(
        self,
        slot: str,
        now: str,
        take: Callable[[str, Mapping[str, str]], None],
        typed: dict[str, str] | None = None,
    ) -> tuple[str, dict[str, str]]:
        """Ask for a slot until it can be taken; return what was typed, and kinds of new names."""
        while True:
            text, kinds = _ask(LINK_WORDS.get(slot, slot), now), dict[str, str]()
            if typed is not None:
                typed[slot] = text
            if slot in ("agents", "targets"):
                text, kinds = self._names(text)
            try:
                take(text, kinds)
            except FindingsError as error:
                click.echo(f"{error.reason} (Ctrl-C leaves it as it was)")
                now = error.near or text
            else:
                return text, kinds

    def _names(self, text: str) -> tuple[str, dict[str, str]]:
        """Ask about the names that nobody knows; return the list as it is meant, and their kinds.

        A name that is like a known one may be a typing error: the known one is offered.
        """
        kinds: dict[str, str] = {}
        meant: dict[str, str] = {}
        for name in self.walk.unknown_names(text):
            near = self.walk.near_name(name)
            listed = ", ".join(LISTED_KINDS)
            hint = f"; did you mean {near}?" if near else ""
            said = _ask(f"'{name}' is unknown{hint} Or it is: {listed}", near or "person")
            if said in LISTED_KINDS:
                kinds[name] = said
            else:
                meant[name] = said
        if not meant:
            return text, kinds
        return ", ".join(meant.get(name, name) for name in names_in(text)), kinds

    def _end(self) -> Findings | None:
        """Ask what to do at the end, or to keep of what is not judged; None to go on walking."""
        left = self.walk.undecided
        keep = "k keep them  d drop them" if left else "w write"
        click.echo(f"{len(left)} of {len(self.walk.keys)} not judged.  {keep}  {_END_KEYS}")
        if self.said:
            click.echo(self.said)
            self.said = ""
        while True:
            char = read_key()
            if char in ("k", "d", "w", "\r", "\n") and (bool(left) == (char in ("k", "d"))):
                return self.walk.findings(keep_undecided=char == "k")
            if char == "c":
                raise click.Abort
            if char in ("n", "l"):
                self._try(self._new if char == "n" else self._new_link)
                return None
            if char == "?":
                self.said = _HELP
                return None
            if char in ("b", "u"):
                self.said = "" if self._return(char) else "nothing to undo"
                return None

    def _return(self, char: str) -> bool:
        """Go back from the end, or undo; whether there was anything."""
        if char == "u":
            return self.walk.undo()
        if self.walk.key is None:
            self.walk.back()
        return True


def _ask(what: str, now: str) -> str:
    """Ask for a line of text, offering what stands there now."""
    answer: str = click.prompt(what, default=now, show_default=bool(now))
    return answer
