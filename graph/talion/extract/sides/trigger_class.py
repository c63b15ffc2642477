"""What kind of word a trigger is, and of incidents it names, apart from the word and the type."""

from dataclasses import dataclass
from typing import Self

from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.model.type_traits import TypeTraits


@dataclass(frozen=True, slots=True)
class TriggerClass:
    """The voice of a trigger (a noun has one of its own) and the traits of its type in words."""

    voice: str
    traits: str

    @classmethod
    def of(cls, parse: Parse, trigger: Trigger, traits: TypeTraits) -> Self:
        """Return the class of a trigger that reports an incident of some traits."""
        frame = trigger.frame
        if Flag.DOER in frame.flags:
            voice = "doer"
        elif frame.kind is not FrameKind.VERB:
            voice = "noun"
        elif {Flag.SUBJECT, Flag.VICTIM} & frame.flags:
            voice = "reversed"
        else:
            voice = "passive" if parse.is_passive(trigger.i) else "active"
        return cls(voice, f"{traits.nature.value} on {traits.done_to.value}")
