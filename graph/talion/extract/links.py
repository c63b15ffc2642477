"""What the text says an incident answers, belongs to, or has as its precedent."""

from dataclasses import dataclass

from talion.extract.coreference import resolve
from talion.extract.incidents import MEASURES, Draft, Incident
from talion.extract.parse import Parse
from talion.extract.roles import subject_of
from talion.extract.scene import Scene

#: Words before a cause, the longer ones first.
_CAUSES = (
    "in response to",
    "in retaliation for",
    "in retaliation to",
    "in retaliation against",
    "in reprisal for",
    "in revenge for",
    "in answer to",
    "in protest at",
    "in protest over",
    "in protest against",
    "as punishment for",
    "as a result of",
    "in connection with",
    "on suspicion of",
    "suspected of",
    "accused of",
    "on charges of", "on grounds of", "on the grounds of",
    "under accusations of",
    "for their",
    "because of",
    "because",
    "due to",
    "following",
    "blamed on",
    "blamed for",
    "attributed to",
    "to protest", "in protest", "prompted by",
    "triggered by",
    "provoked by",
    "in return for",
    "retaliated for",
    "retaliate for",
    "responded to",
    "respond to",
    "response to",
    "over",
    "after",
    "for",
    "on",
    "under",
    "reason for",
    "led to",
    "resulted in",
)
_REVERSED_CAUSES = (
    "led to",
    "resulted in",
    "reason for",
    "prompted",
    "triggered",
    "led",
    "sparked",
    "provoked",
)
#: Words that say that a measure answers another, without saying which.
_ANSWERS = (
    "in response",
    "in retaliation",
    "in return",
    "retaliat",
    "tit for tat",
    "tit - for - tat",
    "reciproc",
    "in kind",
    "respond",
    "response",
    "counter - measure",
    "countermeasure",
    "mirror",
    "in reply",
    "hit back",
    "in revenge",
)
_TOGETHER = (
    "in solidarity",
    "in concert",
    "followed suit",
    "follow suit",
    "coordinated",
    "co - ordinated",
    "joined",
    "in coordination",
    "similar measures",
    "simultaneous",
    "at the same time",
    "together with",
    "jointly",
    "along with",
    "following the lead",
)
_BEFORE = (
    "last time",
    "previous",
    "earlier",
    "in the past",
    "precedent",
    "since the cold war",
    "already",
    "last year",
    "the last",
    "former",
    "ago",
    "another",
    "similar",
    "also",
    "separately",
)
_AMOUNTS = frozenset(
    {
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "shortly",
        "minutes",
    }
)
_DEEDS = frozenset(
    [
        "espionage",
        "cyber_operation",
        "influence_operation",
        "attack_on_person",
        "sabotage",
        "military_action",
    ]
)


_REPLIES = frozenset(["response", "reply", "answer", "reaction", "retaliation"])


@dataclass(frozen=True, slots=True)
class Found:
    """A link between two incidents, the sentence that carries it, and the rule that found it."""

    type: str
    source: Incident
    target: Incident
    sentence: int
    rule: str


def find_links(
    scene: Scene, incidents: list[Incident], together: list[list[Incident]]
) -> list[Found]:
    """Return the links among the incidents of a text, each once."""
    parse = scene.parse
    drafts = sorted((d for i in incidents for d in i.mentions), key=lambda d: d.i)
    found: dict[tuple[str, int, int], Found] = {}

    def add(link: Found) -> None:
        if link.source is link.target:
            return
        key = (link.type, id(link.source), id(link.target))
        mirrored = (link.type, id(link.target), id(link.source))
        if key not in found and mirrored not in found:
            found[key] = link

    for group in together:
        for other in group[1:]:
            add(Found("part_of", other, group[0], other.lead.sentence, "announced together"))
    for sentence, here in _by_sentence(drafts).items():
        words = _words(parse, sentence)
        for link in _causes(parse, sentence, here):
            add(link)
        for link in _answers(scene, incidents, sentence, here, words, found):
            add(link)
        for link in _together(incidents, sentence, here, words):
            add(link)
    answered = {id(f.source) for f in found.values() if f.type == "in_response_to"}
    for link in _threats(incidents, answered):
        add(link)
    for link in _precedents(parse, incidents, list(found.values())):
        add(link)
    return list(found.values())


def _by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    by: dict[int, list[Draft]] = {}
    for draft in drafts:
        by.setdefault(draft.sentence, []).append(draft)
    return by


def _words(parse: Parse, sentence: int) -> str:
    first, last = parse.bounds[sentence]
    return " ".join(parse.lower[first:last])


def _can_answer(a: Draft, b: Draft) -> bool:
    """Whether one mention's incident may answer another's: it is not done by the same side."""
    assert a.incident is not None
    assert b.incident is not None
    if a.incident is b.incident or b.type == "threat":
        return False
    mine, theirs = set(a.incident.agents.states), set(b.incident.agents.states)
    return not (mine and theirs and mine <= theirs) and (
        a.type in MEASURES or a.type not in _DEEDS or b.type in _DEEDS
    )


def _causes(parse: Parse, sentence: int, here: list[Draft]) -> list[Found]:
    """Find "A over B", "A after B", "after B, A" among the mentions of one sentence."""
    links = []
    for a in here:
        for b in here:
            if a is b or not _can_answer(a, b):
                continue
            cue = _cue(parse, a, b, here)
            if cue:
                links.append(Found("in_response_to", a.incident, b.incident, sentence, f"'{cue}'"))  # type: ignore[arg-type]
    return links


def _cue(parse: Parse, a: Draft, b: Draft, here: list[Draft]) -> str | None:
    if b.i > a.i:
        between = " " + " ".join(parse.lower[a.i + 1 : b.i]) + " "
        for cue in _CAUSES:
            at = between.rfind(f" {cue} ")
            if at < 0 or cue in _REVERSED_CAUSES:
                continue
            if cue in ("for", "on", "under", "over") and not _governs(parse, cue, a.i, b.i):
                continue
            if cue == "after" and _measured(between[:at]):
                continue
            if " amid " in between[at:] or " since " in between[at:]:
                continue
            if _blocked(parse, a, b, here, len(between[:at].split()) + a.i + 1):
                continue
            return cue
        if a.trigger.frame.anchor[0] in _REPLIES and between.startswith((" to ", " for ")):
            return a.trigger.frame.anchor[0]
        if a.type in ("expulsion", "deportation") and b.type == "espionage" and b.i - a.i < 14:
            shared = set(b.incident.agents.states) & set(a.incident.targets.states)  # type: ignore[union-attr]
            return "the expelled are the spies" if shared else None
        return None
    before = (
        " " + " ".join(parse.lower[max(parse.bounds[parse.sentence[a.i]][0], b.i - 12) : b.i]) + " "
    )
    between = " " + " ".join(parse.lower[b.i + 1 : a.i]) + " "
    for cue in _REVERSED_CAUSES:
        if f" {cue} " in between:
            return cue
    if "," not in between:
        return None
    for cue in (
        "in response to",
        "in retaliation for",
        "following",
        "after",
        "because of",
        "over",
        "amid protests over",
    ):
        at = before.rfind(f" {cue} ")
        if at >= 0 and not (cue == "after" and _measured(before[:at])):
            opens = parse.bounds[parse.sentence[a.i]][0]
            if b.i - opens < 24:
                return cue
    return None


def _measured(text: str) -> bool:
    """Whether an amount of time stands before "after": that tells when, not why."""
    words = text.split()
    return bool(words) and words[-1] in _AMOUNTS


def _governs(parse: Parse, cue: str, a: int, b: int) -> bool:
    """Whether a preposition between two mentions stands above the second."""
    return any(parse.lower[k] == cue and a < k for k in (*parse.ancestors(b),))


def _blocked(parse: Parse, a: Draft, b: Draft, here: list[Draft], cue_at: int) -> bool:
    """Whether the cause belongs to another mention that stands between."""
    for other in here:
        if other is a or other is b or other.incident is a.incident:
            continue
        if a.i < other.i < cue_at and _can_answer(other, b):
            same = set(other.agents.states) & set(a.agents.states)
            joined = parse.dep[other.i] == "conj" or parse.dep[a.i] == "conj"
            if not same or (not joined and other.type == a.type):
                return True
    return False


def _answers(
    scene: Scene,
    incidents: list[Incident],
    sentence: int,
    here: list[Draft],
    words: str,
    found: dict[tuple[str, int, int], Found],
) -> list[Found]:
    """Find what "in response", "retaliated", "tit-for-tat" answers, among what was told before."""
    if not any(cue in words for cue in _ANSWERS):
        return []
    links = []
    done = {s for t, s, _ in found if t == "in_response_to"}
    answering = _answering(scene, sentence)
    for a in here:
        if a.incident is None or id(a.incident) in done or a.type in _DEEDS:
            continue
        if answering and not set(a.incident.agents.states) & set(answering):
            continue
        if a.type not in MEASURES and a.type != "deportation":
            continue
        target = _mirror(incidents, a.incident, before=a.i)
        if target is not None:
            links.append(
                Found(
                    "in_response_to", a.incident, target, sentence, "answers what was told before"
                )
            )
    return links


def _answering(scene: Scene, sentence: int) -> tuple[str, ...]:
    """Return the states that a sentence says retaliate or respond, where it says so by a verb."""
    parse = scene.parse
    for k in range(*parse.bounds[sentence]):
        if parse.lemma[k] in ("retaliate", "respond", "reciprocate", "reply") and parse.is_verb(k):
            subject = subject_of(scene, k)
            if subject is not None:
                return resolve(scene, subject[0]).states
    return ()


def _mirror(incidents: list[Incident], a: Incident, before: int) -> Incident | None:
    """Return what the other side did to this one: the like kind first, then what was told last."""
    options = [
        i
        for i in incidents
        if i is not a
        and i.type in MEASURES | {"deportation"}
        and i.type != "threat"
        and i.first < before
        and i.status != "prospective"
        and set(i.agents.states) & set(a.targets.states)
        and set(i.targets.states) & set(a.agents.states)
    ]
    if not options:
        return None
    newest = max((i.date or "" for i in options if i.dated), default="")[:4]
    options = [i for i in options if not (i.dated and i.date and i.date[:4] < newest)]
    latest = {id(i): max(d.i for d in i.mentions if d.i < before) for i in options}
    return max(options, key=lambda i: (i.type == a.type, latest[id(i)]))


def _together(
    incidents: list[Incident], sentence: int, here: list[Draft], words: str
) -> list[Found]:
    """Join coordinated measures: each to the first of them."""
    if not any(cue in words for cue in _TOGETHER):
        return []
    links = []
    for a in here:
        if a.incident is None or a.type not in ("expulsion", "recall", "closure", "sanction"):
            continue
        others = [
            other
            for other in sorted(incidents, key=lambda o: o.first)
            if other is not a.incident
            and other.type == a.type
            and _before(incidents, other, a.incident)
            and set(other.targets.states) & set(a.incident.targets.states)
            and not set(other.agents.states) & set(a.incident.agents.states)
            and sentence - other.mentions[0].sentence < 8
        ]
        if others:
            followed = any(cue in words for cue in ("solidarity", "suit", "lead"))
            other = others[-1] if followed else others[0]
            links.append(Found("part_of", a.incident, other, sentence, "done together"))
    return links


def _before(incidents: list[Incident], one: Incident, other: Incident) -> bool:
    """Whether one incident is told before another, or named before it in one breath."""
    if one.first != other.first:
        return one.first < other.first
    return incidents.index(one) < incidents.index(other)


def _threats(incidents: list[Incident], answered: set[int]) -> list[Found]:
    """A threat answers what the threatened side has done last, if the text has told of it."""
    links = []
    for a in incidents:
        if a.type != "threat" or id(a) in answered:
            continue
        target = _mirror(incidents, a, before=a.first)
        if target is not None:
            links.append(
                Found("in_response_to", a, target, a.lead.sentence, "a threat to who did it")
            )
    return links


def main_incident(incidents: list[Incident]) -> Incident | None:
    """Return what the article is about: the measure told first and most often."""
    measures = [
        i for i in incidents if i.type in MEASURES and i.type != "threat" and i.status == "reported"
    ]
    if not measures:
        return None
    return min(measures, key=lambda i: i.first - 40 * len(i.mentions))


def _precedents(parse: Parse, incidents: list[Incident], found: list[Found]) -> list[Found]:
    """Find earlier incidents of the main one's kind that are told as background."""
    main = main_incident(incidents)
    if main is None:
        return []
    tied = {id(f.source) for f in found if f.target is main} | {
        id(f.target) for f in found if f.source is main
    }
    links = []
    for other in incidents:
        if (
            other is main
            or other.type != main.type
            or id(other) in tied
            or other.first < main.first
        ):
            continue
        if other.status == "prospective":
            continue
        shared = set(other.targets.states) & set(main.targets.states)
        if not shared:
            continue
        words = _words(parse, other.lead.sentence)
        earlier = _earlier(other.date, main.date)
        told = any(cue in words for cue in _BEFORE)
        same_time = other.dated and other.date == main.date
        others = not set(other.agents.states) & set(main.agents.states)
        if earlier or (told and others and not same_time):
            links.append(
                Found(
                    "precedent_of", other, main, other.lead.sentence, "an earlier one of its kind"
                )
            )
    return links


def _earlier(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return False
    size = min(len(a), len(b), 7)
    return a[:size] < b[:size]
