"""Event mentions, and clusters of the mentions of one incident."""

from dataclasses import dataclass, field

from talion.extract.dating.event_date import EventDate
from talion.extract.entities.noun_phrases import Party
from talion.extract.rules import Reason, Rule, SlotName
from talion.extract.triggers.detection import Trigger
from talion.model.incident import Status
from talion.model.type_traits import TypeTraits
from talion.store.reference import traits_of

#: What stands for the text of a frame that the ontology does not have: "the move".
ANAPHOR = "<measure>"


@dataclass(slots=True)
class EventMention:
    """One mention of an incident, its slots and why they are so; `weak` mentions need another.

    Mentions of one `group` are told together: in a list, or of several sides at one trigger.
    `entry` is where one stands in a list, tokens [start, end), `governor` the trigger of the list.
    `probability` is that of its sides, `exchanged` that of the same the other way round, `reported`
    that it reports an incident of any sides; `directed` is whether it is clear enough which side
    acted on the other, `by_rule` how many sides are so by the grammar of the clause. `date` is that
    of its clause, by which mentions are told apart; `when` has the one that is reported.
    """

    trigger: Trigger
    type: str
    agents: Party
    targets: Party
    count: int | None
    date: str | None
    status: Status
    sentence: int
    dated: bool = False
    when: EventDate | None = None
    weak: bool = False
    verbal: bool = True
    topic: str = ""
    soft: bool = False
    firm: bool = True
    generic: bool = False
    by_person: bool = False
    group: int | None = None
    entry: tuple[int, int] | None = None
    governor: int | None = None
    probability: float = 1.0
    reported: float = 1.0
    exchanged: float = 0.0
    by_rule: int = 2
    directed: bool = True
    rules: dict[SlotName, Reason] = field(default_factory=dict)
    incident: "EventCluster | None" = None

    @property
    def i(self) -> int:
        """The trigger's token.

        >>> text = context("Peru expelled two Cuban envoys.")
        >>> [text.parse.words[m.i] for m in mentions(text)]
        ['expelled']
        """
        return self.trigger.i

    @property
    def word(self) -> int:
        """The token of the word that names what was done, which may stand before a list.

        >>> text = context("Peru expelled two Cuban envoys, Chile three.")
        >>> [text.parse.words[m.word] for m in mentions(text)]
        ['expelled', 'expelled']
        """
        return self.i if self.governor is None else self.governor

    @property
    def is_anaphor(self) -> bool:
        """Whether it refers to a measure without saying which: "the move".

        >>> [m.is_anaphor for m in mentions(context("Peru expelled two Cuban envoys."))]
        [False]
        """
        return self.trigger.frame.text == ANAPHOR

    @property
    def traits(self) -> TypeTraits:
        """How incidents of its type behave; its type may differ from the trigger's.

        >>> [m.traits.is_measure for m in mentions(context("Peru expelled two Cuban envoys."))]
        [True]
        """
        return traits_of(self.type)

    @property
    def by_private_persons(self) -> bool:
        """Whether it was done by people who act for no state.

        >>> text = context("Protesters attacked the Cuban embassy in Peru.")
        >>> [m.by_private_persons for m in mentions(text)]
        [True]
        """
        reason = self.rules.get(SlotName.AGENTS)
        return reason is not None and reason.rule is Rule.PRIVATE_PERSONS


@dataclass(slots=True)
class EventCluster:
    """The mentions of one incident, with their slots taken together; `lead` is the fullest one."""

    mentions: list[EventMention]
    type: str
    agents: Party
    targets: Party
    count: int | None
    date: str | None
    status: Status
    dated: bool
    topic: str
    soft: bool = False
    confidence: float = 1.0

    @property
    def traits(self) -> TypeTraits:
        """How incidents of its type behave.

        >>> [expelled] = analysis("Peru expelled two Cuban envoys.").incidents
        >>> expelled.traits.is_measure
        True
        """
        return traits_of(self.type)

    @property
    def lead(self) -> EventMention:
        """The mention to quote: the first of those with the most slots, a verb before a noun.

        >>> said = analysis("Peru expelled two Cuban envoys. The expulsion drew protest.")
        >>> [said.context.parse.words[incident.lead.i] for incident in said.incidents]
        ['expelled']
        """
        return max(
            self.mentions,
            key=lambda d: (
                not d.weak,
                bool(d.agents.states) + bool(d.targets.states) + (d.count is not None),
                d.verbal,
                d.dated,
                -d.i,
            ),
        )

    @property
    def first(self) -> int:
        """The token of the first mention.

        >>> said = analysis("Peru expelled two Cuban envoys. The expulsion drew protest.")
        >>> [incident.first for incident in said.incidents]
        [1]
        """
        return min(d.i for d in self.mentions)
