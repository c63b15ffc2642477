"""What spaCy's matchers would bring to the extractor, given the ontology's trigger words.

    scripts/bench/matchers.py ARTICLES GOLD

ARTICLES holds texts as `talion extract` takes them, GOLD careful readers' findings. Compared are
incidents from a DependencyMatcher alone (its sides named through our mentions), words that tell of
an incident as Matcher and PhraseMatcher find them, and actors that rapidfuzz adds by spelling.
Times are processor times as shares of `nlp.pipe`; pipeline and mentions are the same for all.
"""

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from spacy.matcher import DependencyMatcher, Matcher, PhraseMatcher
from spacy.tokens import Doc
from talion.evaluation.actor_matching import fold
from talion.evaluation.scoring import compare, total
from talion.extract.entities.context import Context
from talion.extract.entities.mentions import NameMatcher
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.extractor import read
from talion.extract.text.cleaning import Prepared, prepare
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import is_word, pipeline
from talion.extract.triggers.detection import find_triggers
from talion.extract.triggers.frame import Frame
from talion.extract.triggers.lexicon import lexicon
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_findings
from talion.model.actor import ActorKind
from talion.model.article import Article
from talion.model.date import Date
from talion.model.findings import Finding, Findings, NamedActor
from talion.model.incident import Status
from talion.store.reference import gazetteer

Hit = tuple[int, str]
#: What a pattern means: its rank, its frame (None for a doer's), the names of its tokens.
Meant = dict[str, tuple[int, Frame | None, list[str]]]
SORTS: dict[str, dict[str, Any]] = {
    "#national": {"ENT_TYPE": "NORP"},
    "#person": {"ENT_TYPE": "PERSON"},
    "#place": {"ENT_TYPE": {"IN": ["GPE", "LOC"]}},
    "#number": {"POS": "NUM"},
    "#pronoun": {"POS": "PRON"},
}
#: Where it stands what an incident is done to: relations down from the verb.
DONE_TO: tuple[tuple[dict[str, Any], ...], ...] = (
    ({"DEP": {"IN": ["dobj", "nsubjpass"]}},),
    ({"DEP": "prep"}, {"DEP": "pobj"}),
)
#: Where the doer stands, the surest first; then "decided to expel", "said that it would expel".
DOERS: tuple[tuple[tuple[str, str], ...], ...] = (
    ((">", "nsubj"),),
    ((">", "agent"), (">", "pobj")),
    (("<", ""), (">", "nsubj")),
    (("<<", ""), (">", "nsubj")),
)


def node(left: str, name: str, attrs: dict[str, Any], op: str = ">") -> dict[str, Any]:
    return {"LEFT_ID": left, "REL_OP": op, "RIGHT_ID": name, "RIGHT_ATTRS": attrs}


def patterns(frame: Frame) -> Iterator[list[dict[str, Any]]]:
    """Yield the dependency patterns of a frame: its words that bar a sense cannot be said."""
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": frame.anchor[0], "POS": "VERB"}}
    extra = [node("verb", "particle", {"LOWER": frame.particle})] if frame.particle else []
    for n, need in enumerate(frame.needs):
        extra.append(node("verb", f"need{n}", {"LEMMA": {"IN": sorted(need)}}, ">>"))
    if "future" in frame.flags:
        extra.append(node("verb", "will", {"DEP": "aux", "LOWER": {"IN": ["will", "would"]}}))
    if "negated" in frame.flags:
        extra.append(node("verb", "not", {"DEP": "neg"}))
    plain = sorted(w for w in frame.object if w[0] != "#")
    sorts = [SORTS[w] for w in frame.object if w in SORTS]
    objects: list[dict[str, Any]] = [{"LEMMA": {"IN": plain}}] if plain else []
    subject: dict[str, Any] = {"DEP": {"IN": ["nsubj", "nsubjpass"]}}
    for attrs in [*objects, *sorts] or [{}]:
        for way in ((subject,),) if "subject" in frame.flags else DONE_TO:
            *steps, last = way
            over = [node("verb", "preposition", step) for step in steps]
            below = node("preposition" if over else "verb", "object", {**last, **attrs})
            yield [verb, *extra, *over, below]


def doers() -> Iterator[list[dict[str, Any]]]:
    """Yield the dependency patterns of who does what a verb of the ontology says."""
    for way in DOERS:
        verb = {"LEMMA": {"IN": sorted(lexicon().verbs)}, "POS": "VERB"}
        made, at = [{"RIGHT_ID": "verb", "RIGHT_ATTRS": verb}], "verb"
        for n, (op, dep) in enumerate(way, 1):
            name = "doer" if n == len(way) else "between"
            made.append(node(at, name, {"DEP": dep} if dep else {}, op))
            at = name
        yield made


def dependency_matcher() -> tuple[DependencyMatcher, Meant]:
    found, meant = DependencyMatcher(pipeline().vocab), Meant()
    ways: list[tuple[int, Frame | None, Any]] = [(n, None, p) for n, p in enumerate(doers())]
    for frames in lexicon().verbs.values():
        fit = [(rank, f) for rank, f in enumerate(frames) if "obliged" not in f.flags]
        ways += [(rank, frame, pattern) for rank, frame in fit for pattern in patterns(frame)]
    for rank, frame, pattern in ways:
        key = f"{len(meant)}"
        found.add(key, [pattern])
        meant[key] = (rank, frame, [n["RIGHT_ID"] for n in pattern])
    return found, meant


def named(context: Context, doc: Doc, i: int) -> Party:
    """Return the side of the mention nearest to a head in what stands below it."""
    below = sorted(doc[i].subtree, key=lambda t: abs(t.i - i))
    return next(
        (party_of(context.by_token[t.i]) for t in below if t.i in context.by_token), Party()
    )


def incidents(name: str, doc: Doc, context: Context, matcher: Any, meant: Meant) -> Findings:
    """Return what a DependencyMatcher finds: one incident a verb, alike ones told once."""
    best: dict[int, tuple[int, str, int]] = {}
    doer: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, tokens in matcher(doc):
        rank, frame, ids = meant[doc.vocab.strings[key]]
        at = dict(zip(ids, tokens, strict=True))
        verb = at["verb"]
        if frame is None:
            doer[verb].append((rank, -at["doer"]))
        else:
            best[verb] = min(best.get(verb, (99, "", 0)), (rank, frame.type, at["object"]))
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], str] = {}
    for verb, (_, kind, done_to) in sorted(best.items()):
        parties = (named(context, doc, -i) for _, i in sorted(doer[verb]))
        one = next(filter(None, parties), Party())
        two = named(context, doc, done_to)
        if one or two:
            found.setdefault((kind, one.names, two.names), doc[verb].sent.text)
    told = tuple(Finding(f"e{n}", *key[:1], Status.REPORTED, *key[1:], None, None, quote)
                 for n, (key, quote) in enumerate(found.items()))  # fmt: skip
    every = {n for i in told for n in (*i.agents, *i.targets)}
    actors = tuple(
        NamedActor(n, ActorKind(context.kinds.get(n, ActorKind.COUNTRY))) for n in sorted(every)
    )
    return Findings(name, None, actors, told, ())


def finders() -> dict[str, Callable[[Doc], set[Hit]]]:
    """Return the finders of trigger words alone: each gives tokens with every type they may be."""
    vocab, words = pipeline().vocab, lexicon()
    by_pos = Matcher(vocab)
    by = {attr: PhraseMatcher(vocab, attr=attr) for attr in ("LEMMA", "LOWER")}
    tables = (words.verbs, words.nouns, words.phrases)
    for frame in (f for table in tables for frames in table.values() for f in frames):
        whole = [*frame.anchor, *([frame.particle] if frame.particle else [])]
        for matcher in by.values():
            matcher.add(frame.type, [Doc(vocab, words=whole, lemmas=whole)])
        pos = {"verb": ["VERB"], "noun": ["NOUN", "PROPN"]}.get(frame.kind)
        tokens = [{"LEMMA": w, **({"POS": {"IN": pos}} if pos else {})} for w in frame.anchor]
        gap = [{"OP": "?"}] * 4 + [{"LOWER": frame.particle}] if frame.particle else []
        by_pos.add(frame.type, [[*tokens, *gap]])

    def run(matcher: Any) -> Callable[[Doc], set[Hit]]:
        return lambda doc: {(a, doc.vocab.strings[key]) for key, a, _ in matcher(doc)}

    return {f"PhraseMatcher {attr}": run(m) for attr, m in by.items()} | {"Matcher": run(by_pos)}


def told(hits: Iterable[Hit], gold: Findings, text: str, at: list[int]) -> Counter[str]:
    """Count gold quotes with a trigger of their type, and triggers in a quote of their type."""
    quoted = [(re.search(r"\s+".join(map(re.escape, i.quote.split())), text), i.type)
              for i in gold.incidents]  # fmt: skip
    hits = [(at[token], kind) for token, kind in hits]
    inside = [[k == t and m.start() <= a < m.end() for a, k in hits] for m, t in quoted if m]
    right = sum(map(any, zip(*inside, strict=True)))
    return Counter(quotes=len(inside), found=sum(map(any, inside)), hits=len(hits), right=right)


def respelt(doc: Doc, context: Context, ours: Findings, cut: int = 88) -> set[str]:
    """Return actors whose name is spelt nearly like an entity that no mention covers."""
    names, found = list(context.names.gazetteer.names()), set()
    for entity in doc.ents:
        if any(t.i in context.by_token for t in entity) or len(entity.text) < 5:
            continue
        near = process.extractOne(fold(entity.text), names, scorer=fuzz.ratio, score_cutoff=cut)
        if near and (sense := context.names.sense(near[0], context.at)):
            found.add(fold(sense.actor.name))
    return found - {fold(a.name) for a in ours.actors}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    articles: list[Article] = [read_article(p) for p in sorted(args.articles.glob("*.txt"))]
    golds = [read_findings(args.gold / f"{a.id}.json") for a in articles]
    ready: list[Prepared] = [prepare(a.text, is_word) for a in articles]
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(what: str, work: Callable[..., Any], *given: Any) -> Any:
        begun = time.process_time()
        made = work(*given)
        spent[what] += time.process_time() - begun
        return made

    list(pipeline().pipe(p.text for p in ready))  # reads its files before it is timed
    docs = timed("nlp.pipe", lambda: list(pipeline().pipe(p.text for p in ready)))
    names, words = NameMatcher(gazetteer(), lexicon().groups()), lexicon()
    read(articles[0], ready[0], docs[0])
    matcher, meant = dependency_matcher()
    search = finders()
    counts: dict[str, Counter[str]] = {}
    made: dict[str, list[Any]] = {"rules": [], "DependencyMatcher": []}
    added: Counter[bool] = Counter()
    for article, gold, prepared, doc in zip(articles, golds, ready, docs, strict=True):
        at = Date(article.published) if article.published else None
        ours = timed("rules", read, article, prepared, doc).findings
        context = timed("DependencyMatcher", Context, Parse.of(doc), names, at)
        theirs = timed("DependencyMatcher", incidents, article.id, doc, context, matcher, meant)
        made["rules"].append(compare(gold, ours))
        made["DependencyMatcher"].append(compare(gold, theirs))
        people = frozenset(m.end - 1 for m in context.mentions if m.use == "demonym")
        own = timed("our triggers", find_triggers, context.parse, words, people)
        hits: dict[str, Iterable[Hit]] = {"our triggers": {(t.i, t.type) for t in own}}
        hits |= {name: timed(name, find, doc) for name, find in search.items()}
        for name, some in hits.items():
            place = [prepared.origin(o) for o in context.parse.offset]
            counts.setdefault(name, Counter()).update(told(some, gold, article.text, place))
        known = {fold(a.name) for a in gold.actors}
        added.update(n in known for n in timed("rapidfuzz", respelt, doc, context, ours))
    for name, pairs in made.items():
        for part in ("incidents", "core"):
            t = getattr(total(pairs), part)
            print(f"{name:20}{part:10} P {t.precision:.3f} R {t.recall:.3f} F1 {t.f1:.3f} ({t})")
    for name, c in counts.items():
        share = f"{c['found'] / c['quotes']:.3f}, hits in one {c['right'] / c['hits']:.3f}"
        print(f"{name:20}quotes with a trigger {share} ({dict(c)})")
    print(f"rapidfuzz: {added[True]} actors more that gold has, {added[False]} that it has not")
    print(f"{len(meant)} dependency patterns")
    for name, took in spent.items():
        print(f"{name:20}{took:.2f} s, {took / spent['nlp.pipe']:.3f} of nlp.pipe")


if __name__ == "__main__":
    main()
