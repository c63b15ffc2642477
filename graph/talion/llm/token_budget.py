"""A budget of tokens that holds, also with many requests under way."""

from dataclasses import dataclass, field
from threading import Lock

from talion.errors import BudgetError


@dataclass(slots=True)
class TokenBudget:
    """So many tokens may be spent; without a limit they are only counted.

    Before a request its greatest cost is reserved, afterwards what it really took is booked, so
    that requests under way together never exceed the limit.
    """

    limit: int | None = None
    spent: int = 0
    _reserved: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def reserve(self, tokens: int) -> None:
        """Set aside what a request may take; BudgetError where too little is left.

        >>> budget = TokenBudget(limit=100)
        >>> budget.reserve(80)
        >>> budget.book(80, 30)
        >>> budget.spent, budget.reserve(70)
        (30, None)
        """
        with self._lock:
            if self.limit is not None and self.spent + self._reserved + tokens > self.limit:
                raise BudgetError(self.limit, self.spent)
            self._reserved += tokens

    def book(self, reserved: int, tokens: int) -> None:
        """Give back what was set aside, and count what was taken."""
        with self._lock:
            self._reserved -= reserved
            self.spent += tokens
