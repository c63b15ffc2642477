"""How many persons or missions a phrase speaks of."""

from talion.extract.text.numbers import PERIODS, count_of, number_at, value_or_0
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger

#: Types whose incidents are counted by persons or missions; the others have no count.
COUNTED = words(
    """
    expulsion staff_cap closure recall summons deportation espionage cyber_operation
    influence_operation attack_on_person military_action legal_action
    """
)


def count(parse: Parse, trigger: Trigger) -> int | None:
    """Return the count of a trigger's incident, summed over what it names one by one."""
    kind = trigger.type
    if kind not in COUNTED:
        return None
    if kind == "staff_cap":
        return _places(parse, trigger.i)
    if "doer" in trigger.frame.flags:
        return _doers(parse, trigger.i)
    if kind in ("espionage", "cyber_operation", "influence_operation"):
        return _subjects(parse, trigger.i)
    heads = list(trigger.objects)
    if "victim" in trigger.frame.flags:
        heads = [k for s in parse.kids(trigger.i, "nsubj") for k in parse.conjuncts(s)]
    if trigger.frame.kind == "noun" and parse.tag[trigger.i] == "NNS":
        own = count_of(parse, trigger.i)
        if own is not None:
            return own
    if trigger.frame.kind != "verb":
        heads = [h for h in heads if parse.pos[h] in ("NOUN", "PROPN", "NUM")]
        if trigger.type == "legal_action" and not heads:
            return count_of(parse, trigger.i) if parse.tag[trigger.i] == "NNS" else None
    if trigger.frame.kind == "verb" and not trigger.frame.object:
        for c in parse.kids(trigger.i, "ccomp", "xcomp"):
            heads = parse.kids(c, "dobj") or heads
    if kind == "military_action":
        heads = [h for h in heads if parse.pos[h] == "NOUN"]
    done_to = [_counted(parse, h) for h in heads if parse.lemma[h] not in _NOT_PERSONS]
    heads = [h for h in done_to if h is not None]
    values = [count_of(parse, h) for h in heads]
    if len(heads) > 1:  # "three Russians and a Ukrainian", the article of the second left out
        values = [
            1 if v is None and parse.tag[h] == "NNP" and parse.entity[h] in ("NORP", "GPE") else v
            for v, h in zip(values, heads, strict=True)
        ]
    if not values or None in values:
        return next((v for v in values if v is not None and v > 1), None)
    return sum(v for v in values if v is not None)


def is_soft(parse: Parse, trigger: Trigger) -> bool:
    """Whether a count of 1 is read off a mere singular: "its consulate", "the diplomat"."""
    return all(
        any(
            parse.lower[c] in ("the", "its", "their", "his", "that", "this")
            for c in parse.children[o]
        )
        for o in trigger.objects
    )


_NOT_PERSONS = words("investigation inquiry probe case warrant trial note protest")

_EVENTS = words("accreditation credential immunity departure removal withdrawal recall")


def _counted(parse: Parse, head: int) -> int | None:
    """Return the head that is counted: of "the departure of two envoys", the envoys."""
    if parse.lemma[head] not in _EVENTS:
        return head
    for c in parse.subtree(head):
        if parse.lower[c] == "of" and parse.kids(c, "pobj"):
            return parse.kids(c, "pobj")[0]
        if parse.dep[c] == "poss":
            return c
    return None


def _doers(parse: Parse, i: int) -> int | None:
    value = count_of(parse, i)
    if value is not None:
        return value
    subject = predicated(parse, i)
    return count_of(parse, subject) if subject is not None else None


def predicated(parse: Parse, i: int) -> int | None:
    """Return what a noun is said of: "X are spies", "X suspected of being spies"."""
    at = i
    for _ in range(6):
        if parse.dep[at] not in _PREDICATIVE:
            return None
        nearer = at
        at = parse.head[at]
        nominal = parse.pos[at] in ("NOUN", "PROPN", "NUM", "PRON")
        clause = parse.dep[nearer] in ("acl", "relcl")
        if clause and nominal and parse.lemma[at] not in _SPEECH:
            return at
        if parse.lower[nearer] in ("of", "for") and parse.kids(at, "dobj"):
            return parse.kids(at, "dobj")[0]
        found = [
            k
            for k in parse.kids(at, "nsubjpass", "nsubj")
            if parse.lower[k] not in ("who", "that", "which") and k != i
        ]
        if found:
            return found[0]
    return None


_PREDICATIVE = words("attr pobj oprd prep pcomp conj acomp xcomp acl relcl ccomp")

_SPEECH = frozenset(["allegation", "suspicion", "claim", "accusation", "charge", "evidence"])


def _subjects(parse: Parse, i: int) -> int | None:
    if not parse.is_verb(i):
        return None
    at = i
    while parse.dep[at] in ("advcl", "xcomp", "pcomp", "conj") and not parse.kids(at, "nsubj"):
        at = parse.head[at]
    for k in parse.kids(at, "nsubj", "nsubjpass"):
        if parse.pos[k] == "NOUN" and parse.lemma[k] not in ("service", "agency"):
            return count_of(parse, k)
    return None


def _places(parse: Parse, i: int) -> int | None:
    """Return the places cut of a mission: from 30 to 20 is 10, "by 60" is 60, "to 455" is 455."""
    last = parse.bounds[parse.sentence[i]][1]
    values: dict[str, int] = {}
    marker = ""
    for k in range(i, min(last, i + 40)):
        if parse.lower[k] in ("from", "to", "by", "than", "at"):
            marker = "to" if parse.lower[k] in ("than", "at") else parse.lower[k]
        elif marker and (parse.pos[k] == "NUM" or parse.tag[k] == "CD"):
            value = number_at(parse, k)
            following = parse.lemma[k + 1] if k + 1 < last else ""
            dated = (
                following in PERIODS
                or parse.tag[k - 1] == "NNP"
                or 1900 <= value_or_0(parse, k) < 2100
            )
            if value is not None and not dated and value < 20_000:
                values.setdefault(marker, value)
                marker = ""
    if "from" in values and "to" in values:
        return abs(values["from"] - values["to"])
    return values.get("by", values.get("to"))
