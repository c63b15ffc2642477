"""Whether an article mentions a party, and by the words that a model quotes for it."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedSide
from talion.gate.refusal import Refusal
from talion.model.actor import Actor, ActorKind
from talion.model.incident import Span

_WORD = re.compile(r"[^\W_]+")
#: A quote of so many words that names another party can hardly mean this one.
_SHORT = 3
#: The first word of a name may stand for it if it has so many letters.
_NAME = 4
#: How alike a name and its transliteration must be, of 100.
_ALIKE = 60
_LATIN = dict(zip("абвгдезиклмнопрстуфыэіґ", "abvgdeziklmnoprstufyeig", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya", "є": "ye",
}  # fmt: skip
_CYRILLIC = str.maketrans(_LATIN)


@dataclass(frozen=True, slots=True)
class CheckedSide:
    """A party that the article mentions: its usual name, its kind, the words quoted for it."""

    name: str
    kind: ActorKind
    quote: Span | None


def check_side(evidence: ArticleEvidence, side: ProposedSide) -> CheckedSide | Refusal:
    """Return a party under its usual name, or why the article does not speak of it.

    Words quoted for it that do not stand in the article are left out: it is enough that the
    article mentions the party elsewhere.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "Moscow summoned the Dutch envoy."))
    >>> check_side(evidence, ProposedSide("Netherlands", "the Dutch envoy")).name
    'Netherlands'
    >>> check_side(evidence, ProposedSide("Belgium")).name
    'NOT_MENTIONED'
    """
    quote = evidence.folded.find(side.quote) if side.quote else None
    actor = evidence.names.known.actor(side.name, evidence.published)
    actor = actor or evidence.names.known.actor(side.name)
    actor = actor or evidence.names.named(side.name, evidence.language)
    if actor is None:
        return _unknown(evidence, side, quote)
    if not (evidence.names.mentions_of(actor) or _is_written(evidence, actor, side.name)):
        return Refusal.NOT_MENTIONED
    if quote is not None and _names_another(evidence, actor, quote):
        return Refusal.OTHER_SIDE
    kind = ActorKind.ORGANIZATION if actor.kind == ActorKind.MISSION else actor.kind
    return CheckedSide(actor.name, kind, quote)


def _is_written(evidence: ArticleEvidence, actor: Actor, name: str) -> bool:
    """Whether an article has a known name: of a state all of it, else its last word at least."""
    if actor.kind is ActorKind.COUNTRY:
        return evidence.folded.find(name) is not None
    return _spelt(evidence, name)


def _names_another(evidence: ArticleEvidence, actor: Actor, quote: Span) -> bool:
    """Whether a short quote names known actors, but neither this one nor anything of it."""
    if len(_WORD.findall(quote.text)) > _SHORT:
        return False
    start, end = evidence.folded.folded_bounds(quote)
    named = evidence.names.states_within(start, end)
    own = any(start <= a and b <= end for a, b in evidence.names.mentions_of(actor))
    related = {
        other.id
        for ident in named
        if (other := evidence.names.known.by_id(ident)) is not None
        and (other.name == actor.name or other.successor == actor.id or actor.successor == other.id)
    }
    return bool(named) and not own and not related and actor.kind == ActorKind.COUNTRY


def _unknown(
    evidence: ArticleEvidence, side: ProposedSide, quote: Span | None
) -> CheckedSide | Refusal:
    """Check a name that the reference data does not have: the article must spell it."""
    kind = ActorKind.PERSON if _looks_like_person(side.name) else ActorKind.ORGANIZATION
    if _spelt(evidence, side.name) or (quote is not None and _same_name(side.name, quote.text)):
        return CheckedSide(side.name, kind, quote)
    return Refusal.NOT_MENTIONED


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= 4 and all(w[:1].isupper() or w in ("de", "al", "bin") for w in words)


def _spelt(evidence: ArticleEvidence, name: str) -> bool:
    """Whether an article has a name, or the last word of one of several words."""
    wanted = [w for w in _WORD.findall(fold_text(name)) if len(w) > 1]
    text = evidence.folded.text
    if not wanted:
        return False
    if evidence.folded.find(name) is not None:
        return True
    long = max(wanted[-1:] + [w for w in wanted if len(w) > 5], key=len)
    found = [
        w for w in {wanted[-1], long} if re.search(rf"(?<!\w){re.escape(w)}(?:s|es)?(?!\w)", text)
    ]
    if found:
        return len(wanted) > 1 or name[:1].isupper()
    return _is_short_for(evidence, name)


def _is_short_for(evidence: ArticleEvidence, name: str) -> bool:
    """Whether an article has the first word of a name, as a name: "Copa" for "Copa Airlines"."""
    first, *others = name.split()
    if not others or len(first) < _NAME or evidence.names.known.actor(first) is not None:
        return False
    return re.search(rf"(?<!\w){re.escape(first)}(?!\w)", evidence.article.text) is not None


def _same_name(name: str, quoted: str) -> bool:
    """Whether words in another script or spelling are a name: by its transliteration."""
    latin = fold_text(quoted).translate(_CYRILLIC)
    return fuzz.partial_ratio(fold_text(name), latin) >= _ALIKE
