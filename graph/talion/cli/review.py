"""`talion review`: a walk through the findings of an article, passage left, finding right."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from talion.cli.support.output import note, plain
from talion.cli.support.reader_options import ReaderChoice, reader_options, say_dry_run
from talion.cli.support.review_screen import LINK_WORDS, show, slot_text
from talion.cli.support.wording import counted
from talion.errors import ArticleError, FindingsError, UsageError
from talion.ingest.articles import STDIN, read_article
from talion.ingest.readers import extensions
from talion.ingest.sidecar import read_sidecar, sidecar_for, write_sidecar
from talion.model.article import Article
from talion.model.findings import LISTED_KINDS, Findings, Link
from talion.readers.agreement import doubtful_first
from talion.readers.article_source import ArticleSource
from talion.review.editing import INCIDENT_SLOTS, LINK_SLOTS
from talion.review.walk import Item, Review, Verdict

_END_KEYS = "n new incident  l new link  b back  u undo  c cancel, write nothing"
_KEYS = "a accept  r reject  e edit  n new incident  l new link  s skip  b back  u undo  q quit"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
@reader_options
def review(files: tuple[str, ...], force: bool, chosen: ReaderChoice) -> None:
    """Go through the findings on each article FILE: accept, reject or edit them, add missing ones.

    FILE may be a folder of articles. What is least sure comes first: the article with the least
    sure finding, and in each article that finding; what was reviewed before comes last.

    The review starts from the reviewed findings beside the article (FILE.json) if there are any,
    else from the reader's, and is written there; `talion build` then uses it. After --reader both
    what the two do not agree on comes first.

    \b
    Keys:
      a  accept            n  new incident      u  undo the last step
      r  reject            l  new link          b  back
      e  edit a slot       s  skip              q  quit, asking what to keep

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
    for number, (path, article, findings) in enumerate(begun, 1):
        try:
            done = _Walk(Review(article, findings), f"{number}/{len(begun)}").run()
        except (EOFError, click.Abort, KeyboardInterrupt):
            note(f"{sidecar_for(path)}: not changed")
            raise click.exceptions.Exit(1) from None
        write_sidecar(sidecar_for(path), done)
        incidents, links = len(done.incidents), len(done.links)
        note(f"{sidecar_for(path)}: {counted(incidents, 'incident')}, {counted(links, 'link')}")


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
    """The keys and the screen of one article."""

    def __init__(self, walk: Review, number: str) -> None:
        self.walk, self.number, self.said = walk, number, ""

    def run(self) -> Findings:
        """Walk until the end; return what is to be written. Raises click.Abort for nothing."""
        while True:
            over = self.walk.key is None
            if not over:
                show(self.walk, self.number, (_KEYS, self.said))
                over = self._step(_getchar())
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
        elif char != "q":
            self.said = f"no such key: {plain(repr(char))}"
        return char == "q"

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except FindingsError as error:
            self.said = f"not changed: {error.place}: {error.reason}"
        except click.Abort:
            self.said = "not changed"

    def _edit(self) -> None:
        assert self.walk.key is not None
        item = self.walk.item(self.walk.key)
        slots = LINK_SLOTS if isinstance(item, Link) else INCIDENT_SLOTS
        shown = "  ".join(f"{n} {LINK_WORDS.get(slot, slot)}" for n, slot in enumerate(slots, 1))
        click.echo(f"edit which?  {shown}")
        char = _getchar()
        if not char.isdecimal() or not 1 <= int(char) <= len(slots):
            self.said = "not changed"
            return
        slot = slots[int(char) - 1]
        text = _ask(LINK_WORDS.get(slot, slot), slot_text(item, slot))
        self.walk.change(slot, text, self._kinds(text) if slot in ("agents", "targets") else None)

    def _new(self) -> None:
        click.echo("a new incident; its quote exactly as in the text, an empty line to cancel")
        given = {slot: _ask(slot, "") for slot in ("quote", *INCIDENT_SLOTS[:-1])}
        kinds = {**self._kinds(given["agents"]), **self._kinds(given["targets"])}
        self.walk.add(given, kinds)

    def _new_link(self) -> None:
        click.echo(
            "a new link: in_response_to, precedent_of or part_of, from one incident to another"
        )
        self.walk.add_link({slot: _ask(LINK_WORDS.get(slot, slot), "") for slot in LINK_SLOTS})

    def _kinds(self, text: str) -> dict[str, str]:
        """Ask what the names are that nobody knows."""
        return {
            name: _ask(f"what is {name}? ({', '.join(LISTED_KINDS)})", "person")
            for name in self.walk.unknown_names(text)
        }

    def _end(self) -> Findings | None:
        """Ask what to do at the end, or to keep of what is not judged; None to go on walking."""
        left = self.walk.undecided
        keep = "k keep them  d drop them" if left else "w write"
        click.echo(f"{len(left)} of {len(self.walk.keys)} not judged.  {keep}  {_END_KEYS}")
        if self.said:
            click.echo(self.said)
            self.said = ""
        while True:
            char = _getchar()
            if char in ("k", "d", "w", "\r", "\n") and (bool(left) == (char in ("k", "d"))):
                return self.walk.findings(keep_undecided=char == "k")
            if char == "c":
                raise click.Abort
            if char in ("n", "l"):
                self._try(self._new if char == "n" else self._new_link)
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


def _getchar() -> str:
    """Return the next key; the end of the input leaves."""
    try:
        char = click.getchar()
    except OSError:
        raise UsageError("review needs a terminal") from None
    if not char:
        raise EOFError
    return char


def _ask(what: str, now: str) -> str:
    """Ask for a line of text, offering what stands there now."""
    answer: str = click.prompt(what, default=now, show_default=bool(now))
    return answer
