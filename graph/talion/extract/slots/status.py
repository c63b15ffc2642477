"""Whether an incident is told as done, as a claim, as a plan, or not at all."""

from talion.extract.slots.announcements import decision_of
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.modality import is_future
from talion.extract.triggers.negation import governors, negated

#: Types that one side accuses the other of; the other types are announced by who does them.
ACCUSED = words(
    """
    espionage cyber_operation influence_operation attack_on_person sabotage military_action
    threat
    """
)

_ALLEGED = words(
    """
    alleged allegedly suspected purported purportedly reportedly supposed supposedly so-
    called apparent apparently likely probable probably possible
    """
)

_CLAIMS = words(
    """
    accuse allege suspect claim believe think assess suspicion allegation accusation claim
    belief implicate blame insinuate assert contend maintain evidence assessment suggest
    conclude point
    """
)

_CHARGED = words(
    """
    charge charges accusation accusations allegation allegations suspicion suspicions
    """
)

_PLANS = words(
    """
    plan intend consider mull weigh propose urge want seek recommend contemplate discuss
    ponder debate proposal plan prepare call demand appeal suggest ask hope threaten
    """
)

_MAYBE = frozenset({"may", "might", "could"})

_UNLIKELY = words("likely probably possibly potentially expected perhaps maybe")

_FOUND = frozenset(["rule", "convict", "sentence", "confess", "admit", "acknowledge"])

_THREATENED = frozenset({"threaten", "vow", "warn", "promise", "pledge"})

_CLAUSE = frozenset({"conj", "ROOT", "relcl", "parataxis"})


def status(parse: Parse, trigger: Trigger) -> str | None:
    """Return `reported`, `alleged` or `prospective`, or None where the text says it is not so."""
    i = trigger.i
    above = governors(parse, i)
    if "negated" not in trigger.frame.flags and negated(parse, i, above):
        return None
    if trigger.type == "threat":
        return (
            "alleged"
            if any(parse.lemma[a] in ("claim", "allege", "accuse") for a in above)
            else "reported"
        )
    if _prospective(parse, trigger, above):
        return "prospective"
    if trigger.type in ACCUSED and _alleged(parse, trigger, above):
        return "alleged"
    if any(parse.lower[c] in ("reportedly", "allegedly") for c in parse.children[i]):
        return "alleged"
    return "reported"


def _prospective(parse: Parse, trigger: Trigger, above: list[int]) -> bool:
    i = trigger.i
    children = [parse.lower[c] for c in parse.children[i]]
    if any(c in _MAYBE or c in _UNLIKELY for c in children):
        return True
    joined = parse.dep[i] == "conj" and parse.is_verb(i) and above and parse.is_verb(above[0])
    if joined and any(parse.lower[c] in _MAYBE for c in parse.children[above[0]]):
        return True
    at = i
    for a in above[:4]:
        if parse.dep[at] in _CLAUSE:
            return False
        if trigger.type in ACCUSED and parse.lemma[a] in ("seek", "want", "ask", "call", "demand"):
            return False
        if parse.lemma[a] in _PLANS and parse.dep[at] in (
            "xcomp",
            "ccomp",
            "prep",
            "dobj",
            "pobj",
            "acl",
            "pcomp",
        ):
            return True
        if parse.lower[a] in _UNLIKELY and parse.dep[at] in ("xcomp", "ccomp"):
            return True
        at = a
    return any(
        parse.lower[c] in ("if", "unless") and parse.dep[c] == "mark" for c in parse.children[i]
    )


def _alleged(parse: Parse, trigger: Trigger, above: list[int]) -> bool:
    i = trigger.i
    if any(parse.lemma[a] in _FOUND for a in above):
        return False
    if any(
        parse.lower[c] in _ALLEGED
        for a in above[:5]
        if parse.pos[a] == "NOUN"
        for c in parse.children[a]
    ):
        return True
    first, last = parse.bounds[parse.sentence[i]]
    if any(parse.lower[k] in _ALLEGED for k in range(max(first, i - 5), i)):
        return True
    if any(parse.lower[c] in _ALLEGED for c in parse.children[i]):
        return True
    if any(parse.lower[k] in _CHARGED for k in range(i + 1, min(i + 3, last))):
        return True
    if any(parse.lemma[a] in _CLAIMS for a in above) or _quoted(parse, i):
        return True
    before = " ".join(parse.lower[max(first, i - 9) : i])
    return any(
        cue in before
        for cue in (
            "accused of",
            "suspected of",
            "accusations of",
            "suspicion of",
            "suspicions of",
            "allegations of",
            "charges of",
            "charged with",
            "was behind",
            "accusing ",
            "claims of",
            "claims that",
            "responsible for the",
            "were behind",
            "on suspicion",
        )
    ) or "according to" in " ".join(parse.lower[first:last])


def _quoted(parse: Parse, i: int) -> bool:
    """Whether a few words around a trigger stand in quotation marks: another's words."""
    first, last = parse.bounds[parse.sentence[i]]
    opens = any(parse.words[k] in ("“", "‘") for k in range(max(first, i - 4), i))
    closes = any(parse.words[k] in ("”", "’") for k in range(i + 1, min(i + 3, last)))
    straight = [k for k in range(max(first, i - 4), min(i + 3, last)) if parse.words[k] == '"']
    return (opens and closes) or (len(straight) == 2 and straight[0] < i < straight[1])


def threatened(parse: Parse, trigger: Trigger) -> bool:
    """Whether a measure is only what somebody threatens or promises to do."""
    at = trigger.i
    decision = decision_of(parse, at)
    if decision is not None and parse.lemma[decision] in ("threat", "vow", "warning"):
        return True
    for a in governors(parse, at)[:3]:
        if parse.lemma[a] in _THREATENED and parse.dep[at] in (
            "xcomp",
            "ccomp",
            "prep",
            "pcomp",
            "dobj",
            "pobj",
        ):
            return True
        at = a
    return False


def announced_for_later(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb is said of what is to come, without its being decided: "would soon expel"."""
    return parse.is_verb(trigger.i) and is_future(parse, trigger.i)
