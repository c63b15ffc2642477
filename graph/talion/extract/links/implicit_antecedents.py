"""What was told before that "in response", "retaliated" or a threat answers."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.subjects import subject_of
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.links.candidate_link import CandidateLink

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


def answers(
    context: Context,
    incidents: list[EventCluster],
    sentence: int,
    here: list[EventMention],
    words: str,
    found: dict[tuple[str, int, int], CandidateLink],
) -> list[CandidateLink]:
    """Find what "in response", "retaliated", "tit-for-tat" answers, among what was told before."""
    if not any(cue in words for cue in _ANSWERS):
        return []
    links = []
    done = {s for t, s, _ in found if t == "in_response_to"}
    answering = _answering(context, sentence)
    vowed = any(d.traits.is_utterance for d in here)
    for a in here:
        if vowed and a.incident is not None and a.i > a.incident.first:
            continue  # it is the threat that answers, not what is spoken of again
        if a.incident is None or id(a.incident) in done or a.traits.is_deed:
            continue
        if answering and not set(a.incident.agents.states) & set(answering):
            continue
        if not a.traits.is_announced:
            continue
        target = _mirror(incidents, a.incident, before=a.i)
        if target is not None:
            links.append(
                CandidateLink(
                    "in_response_to", a.incident, target, sentence, "answers what was told before"
                )
            )
    return links


def _answering(context: Context, sentence: int) -> tuple[str, ...]:
    """Return the states that a sentence says retaliate or respond, where it says so by a verb."""
    parse = context.parse
    for k in range(*parse.bounds[sentence]):
        if parse.lemma[k] in ("retaliate", "respond", "reciprocate", "reply") and parse.is_verb(k):
            subject = subject_of(context, k)
            if subject is not None:
                return resolve(context, subject[0]).states
    return ()


def _mirror(incidents: list[EventCluster], a: EventCluster, before: int) -> EventCluster | None:
    """Return what the other side did to this one: the like kind first, then what was told last."""
    options = [
        i
        for i in incidents
        if i is not a
        and i.traits.is_measure
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


def threats(incidents: list[EventCluster], answered: set[int]) -> list[CandidateLink]:
    """Link each threat to what the threatened side has done, if the text has told of it."""
    links = []
    for a in incidents:
        if not a.traits.is_utterance or id(a) in answered:
            continue
        target = _mirror(incidents, a, before=a.first)
        if target is not None:
            links.append(
                CandidateLink(
                    "in_response_to", a, target, a.lead.sentence, "a threat to who did it"
                )
            )
    return links
