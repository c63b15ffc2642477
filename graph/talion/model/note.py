"""A person's note on a thing."""

from dataclasses import dataclass

from talion.model.decision import Subject


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about an actor, an incident or a claim, and whether it has a star.

    `id` is that of the thing as it is called now.
    """

    about: Subject
    id: str
    text: str = ""
    star: bool = False

    @property
    def ref(self) -> str:
        """The thing by its kind and id, as commands, the app and the page name it.

        >>> Note(Subject.ACTOR, "russia", "check the count").ref
        'actor:russia'
        """
        return f"{self.about}:{self.id}"
