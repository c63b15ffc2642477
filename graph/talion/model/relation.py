"""A relation between two actors, with the incidents that explain it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject relation object`, derived from incidents of status reported.

    `subject` and `object` are actor ids, `name` is the local name of the property (`expelled`),
    `incidents` the ids of the incidents behind it.
    """

    subject: str
    name: str
    object: str
    incidents: tuple[str, ...]
