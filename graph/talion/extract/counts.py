"""How many persons or missions a phrase speaks of."""

from talion.extract.parse import Parse
from talion.extract.triggers import QUANTITIES, Trigger

_UNITS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
#: Types whose incidents are counted by persons or missions; the others have no count.
COUNTED = frozenset(
    [
        "expulsion",
        "staff_cap",
        "closure",
        "recall",
        "summons",
        "deportation",
        "espionage",
        "cyber_operation",
        "influence_operation",
        "attack_on_person",
        "military_action",
        "legal_action",
    ]
)
_SINGLE = frozenset({"a", "an", "another", "one", "its", "the", "his", "their", "this", "that"})
_COLLECTIVE = frozenset(
    ["staff", "personnel", "family", "presence", "people", "police", "property", "crew"]
)
_PERIODS = frozenset({"hour", "day", "week", "month", "year", "minute", "time"})
#: Not numbers of persons, though they stand before a noun.
_ORDERS = frozenset({"first", "second", "third", "last"})


def number(word: str) -> int | None:
    """Return the number that a word or a figure stands for, or None."""
    text = word.casefold().replace(",", "")
    if text.isdigit():
        return int(text)
    if text in _UNITS:
        return _UNITS[text]
    if text in _TENS:
        return _TENS[text]
    parts = text.split("-")
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _UNITS:
        return _TENS[parts[0]] + _UNITS[parts[1]]
    return _SCALES.get(text)


def number_at(parse: Parse, i: int) -> int | None:
    """Return the number at a token, with a scale or the words that it is spelt by."""
    value = number(parse.words[i])
    if value is None:
        return None
    before = [
        number(parse.words[c])
        for c in parse.children[i]
        if c < i and parse.dep[c] in ("compound", "nummod", "quantmod")
    ]
    known = [b for b in before if b is not None]
    if parse.lower[i] in _SCALES and known:
        return known[-1] * value
    if parse.lower[i] in _UNITS and known and known[-1] >= 20 and known[-1] % 10 == 0:
        return known[-1] + value
    if i >= 2 and parse.words[i - 1] == "-" and number(parse.words[i - 2]) in _TENS.values():
        return (number(parse.words[i - 2]) or 0) + value
    return value


def count_of(parse: Parse, head: int) -> int | None:
    """Return the number of a noun phrase: its numeral, 1 for a singular, None where it says none."""
    if parse.lemma[head] in _PERIODS:
        return None
    if parse.pos[head] == "NUM" or parse.tag[head] == "CD":
        return None if parse.entity[head] == "DATE" else _sane(number_at(parse, head))
    for c in parse.children[head]:
        year = parse.entity[c] == "DATE" and len(parse.words[c]) == 4
        if parse.dep[c] == "nummod" and parse.lower[c] not in _ORDERS and not year:
            value = number_at(parse, c)
            if value is not None:
                return _sane(value)
    if parse.lemma[head] in QUANTITIES:
        if parse.lemma[head] == "dozen" and parse.tag[head] == "NN":
            return 12
        for c in parse.children[head]:
            if parse.lower[c] == "of" and parse.lemma[head] in (
                "total",
                "group",
                "batch",
                "list",
                "delegation",
            ):
                for p in parse.kids(c, "pobj"):
                    return count_of(parse, p)
        return None
    for k in range(head - 1, max(head - 7, -1), -1):
        if (
            parse.pos[k] in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ")
            and parse.words[k] not in "\"“”'"
        ):
            break
        dated = parse.entity[k] in ("DATE", "TIME")
        if parse.lower[k] in ("a", "an") and parse.tag[head] == "NN":
            return 1
        value = number(parse.words[k]) if parse.pos[k] == "NUM" and not dated else None
        if value is not None:
            return _sane(number_at(parse, k))
    return 1 if _is_one(parse, head) else None


def _sane(value: int | None) -> int | None:
    return None if value is None or value > 50_000_000 else value


def _is_one(parse: Parse, head: int) -> bool:
    """Whether a noun phrase is a countable singular: "a diplomat", "its ambassador"."""
    if parse.tag[head] not in ("NN", "NNP") or parse.lemma[head] in _COLLECTIVE:
        return False
    if parse.entity[head] == "PERSON" or parse.lower[head] in ("d'affaires", "affaires"):
        return True
    determined = any(
        parse.dep[c] in ("det", "poss") and (parse.lower[c] in _SINGLE or parse.dep[c] == "poss")
        for c in parse.children[head]
    )
    return determined or parse.lemma[head] in (
        "ambassador",
        "envoy",
        "attaché",
        "attache",
        "consul",
        "chargé",
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
    if {"subject", "victim"} & trigger.frame.flags:
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
    if not values or None in values:
        return next((v for v in values if v is not None and v > 1), None)
    return sum(v for v in values if v is not None)


def is_soft(parse: Parse, trigger: Trigger) -> bool:
    """Whether a count of 1 is read off a mere singular: "its consulate", "the diplomat"."""
    return all(
        any(parse.lower[c] in ("the", "its", "their", "his", "that", "this") for c in parse.children[o])
        for o in trigger.objects
    )


_NOT_PERSONS = frozenset(["investigation", "inquiry", "probe", "case", "warrant", "trial", "note", "protest"])


_EVENTS = frozenset(
    ["accreditation", "credential", "immunity", "departure", "removal", "withdrawal", "recall"]
)


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
    """Return what a noun is said of: "X are spies", "X acting as spies", "X suspected of being spies"."""
    at = i
    for _ in range(6):
        if parse.dep[at] not in _PREDICATIVE:
            return None
        nearer = at
        at = parse.head[at]
        if parse.dep[nearer] in ("acl", "relcl") and parse.pos[at] in ("NOUN", "PROPN", "NUM", "PRON"):
            if parse.lemma[at] not in _SPEECH:
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


_PREDICATIVE = frozenset(
    ["attr", "pobj", "oprd", "prep", "pcomp", "conj", "acomp", "xcomp", "acl", "relcl", "ccomp"]
)
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


def value_or_0(parse: Parse, i: int) -> int:
    """Return the number at a token, or 0."""
    return number_at(parse, i) or 0


def _places(parse: Parse, i: int) -> int | None:
    """Return the places cut of a mission: from 30 to 20 is 10, "by 60" is 60, "to 455" is 455."""
    first, last = parse.bounds[parse.sentence[i]]
    values: dict[str, int] = {}
    marker = ""
    for k in range(i, min(last, i + 40)):
        if parse.lower[k] in ("from", "to", "by", "than", "at"):
            marker = "to" if parse.lower[k] in ("than", "at") else parse.lower[k]
        elif marker and (parse.pos[k] == "NUM" or parse.tag[k] == "CD"):
            value = number_at(parse, k)
            following = parse.lemma[k + 1] if k + 1 < last else ""
            dated = following in _PERIODS or parse.tag[k - 1] == "NNP" or 1900 <= value_or_0(parse, k) < 2100
            if value is not None and not dated and value < 20_000:
                values.setdefault(marker, value)
                marker = ""
    if "from" in values and "to" in values:
        return abs(values["from"] - values["to"])
    return values.get("by", values.get("to"))
