"""The annotated articles and sentences that weights are fitted to, with their parses."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from talion.extract.text.cleaning import Prepared, prepare
from talion.extract.text.pipeline import is_word, pipeline
from talion.ingest.articles import read_article
from talion.model.article import Article
from talion.model.date import Date
from talion.model.findings import Finding, Findings
from talion.model.incident import Status

ROOT = Path(__file__).parents[1]
FOLDS = 5
#: The set of the sentences in the two tables.
SENTENCES = "sentences"
#: The set of the invented articles.
INVENTED = "invented"
INVENTED_ARTICLES = ROOT / "scripts" / "annotated_articles"
#: Sentences that show who acts on whom, and sentences whose marked word tells of an incident.
TABLES = ("side_sentences.tsv", "trigger_sentences.tsv")
_MARKED = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """An annotated article of a set, with its parse.

    `marks` are the offsets of the words of a sentence that tell of its incidents, in their order.
    """

    of: str
    article: Article
    prepared: Prepared
    doc: Doc
    gold: Findings
    marks: tuple[int, ...] = ()

    @property
    def fold(self) -> int:
        """The number of the fold that the article belongs to."""
        return hashlib.sha256(f"f{self.article.id}".encode()).digest()[0] % FOLDS

    @property
    def half(self) -> str:
        """The half of the articles that it belongs to."""
        return "AB"[hashlib.sha256(self.article.id.encode()).digest()[0] % 2]

    def published(self) -> Date | None:
        """Return the day on which it appeared, if it is told."""
        try:
            return Date(self.article.published) if self.article.published else None
        except ValueError:
            return None


def texts(data: Path, *, invented: bool = False) -> Iterator[Text]:
    evaluation, cases = data / "evaluation", data / "cases"
    folders = [
        (n, evaluation / n / "articles", evaluation / n / "gold")
        for n in ("dev", "fresh", "composed")
    ]
    folders += [
        *([(INVENTED, INVENTED_ARTICLES, INVENTED_ARTICLES)] if invented else []),
        ("seeds", ROOT / "seeds", evaluation / "seeds"),
        ("cases", cases / "inputs", cases / "gold"),
    ]
    for name, articles, gold in folders:
        for path in sorted([*articles.glob("*.txt"), *articles.glob("*.html")]):
            known = gold / f"{path.stem}.json"
            if known.exists():
                article = read_article(path)
                prepared = prepare(article.text, is_word)
                findings = Findings.from_dict(json.loads(known.read_text(encoding="utf-8")))
                yield Text(name, article, prepared, _parsed(prepared.text), findings)


def sentences(*tables: str) -> Iterator[Text]:
    """Yield each sentence of some tables as an article of its own."""
    for table in tables:
        for line in (ROOT / "scripts" / table).read_text(encoding="utf-8").splitlines():
            written, _, told = line.partition("\t")
            if not written.startswith("#") and told:
                yield _sentence(written, told)


def _sentence(written: str, told: str) -> Text:
    marks = tuple(m.start() - 2 * n for n, m in enumerate(_MARKED.finditer(written)))
    sentence = _MARKED.sub(r"\1", written)
    article = Article(hashlib.sha256(sentence.encode()).hexdigest()[:12], sentence)
    incidents = tuple(
        _told(f"e{n}", part.strip(), sentence)
        for n, part in enumerate(told.split(";"), 1)
        if part != "nothing"
    )
    gold = Findings(article.id, None, (), incidents, ())
    prepared = prepare(sentence, is_word)
    return Text(SENTENCES, article, prepared, _parsed(prepared.text), gold, marks)


def _told(ident: str, text: str, quote: str) -> Finding:
    """Return the finding that "type agent>target" stands for."""
    kind, _, parties = text.partition(" ")
    agents, targets = (() if side == "-" else tuple(side.split("+")) for side in parties.split(">"))
    return Finding(ident, kind, Status.REPORTED, agents, targets, None, None, quote)


def _parsed(text: str) -> Doc:
    kept = ROOT / "out" / "parses" / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.spacy"
    if kept.exists():
        return Doc(pipeline().vocab).from_bytes(kept.read_bytes())
    doc = pipeline()(text)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(doc.to_bytes(exclude=["tensor"]))
    return doc
