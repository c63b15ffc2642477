"""A model that is asked until it answers: replies kept, attempts repeated, the budget held."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from talion.errors import ReaderBusyError, ReaderError
from talion.llm.model_endpoint import ModelEndpoint
from talion.llm.model_request import ModelReply, ModelRequest
from talion.llm.reply_cache import ReplyCache
from talion.llm.token_budget import TokenBudget

#: Seconds before the first repetition, doubled before each further one, and the longest pause.
_FIRST, _LONGEST = 1.0, 60.0
#: What a server may not know, and what to send instead of it: another name, or nothing.
_OPTIONAL = {"response_format": None, "seed": None, "temperature": None,
             "max_tokens": "max_completion_tokens"}  # fmt: skip
_UNSUPPORTED = frozenset({400, 422, 501})


@dataclass(slots=True)
class PatientModel:
    """An endpoint with its cache and budget; may be asked from several threads.

    `attempts` is how often one request is sent at most. `asked` counts the requests sent, `kept`
    those whose reply was known, `answered` all replies.
    """

    endpoint: ModelEndpoint
    cache: ReplyCache
    budget: TokenBudget = field(default_factory=TokenBudget)
    attempts: int = 6
    pause: Callable[[float], object] = time.sleep
    asked: int = 0
    kept: int = 0
    stopped: Event = field(default_factory=Event)
    answered: int = 0
    _left_out: frozenset[str] = frozenset()

    def ask(self, request: ModelRequest) -> ModelReply:
        """Return the reply to a request, from the cache if it was given before.

        Raises ReaderBusyError where every attempt failed, ReaderError where none can succeed,
        BudgetError where the budget does not reach.
        """
        known = self.cache.find(request.key)
        if known is not None:
            self.kept += 1
            self.answered += 1
            return known
        most = request.tokens + request.settings.max_reply_tokens
        self.budget.reserve(most)
        taken = 0
        try:
            reply = self._attempts(request)
            said = reply.prompt_tokens + reply.reply_tokens
            taken = said or request.tokens + round(len(reply.text) / 3)
            self.cache.keep(request.key, reply)
            self.answered += 1
            return reply
        finally:
            self.budget.book(most, taken)

    def _attempts(self, request: ModelRequest) -> ModelReply:
        """Send a request until it is answered, with longer and longer pauses."""
        wait = _FIRST
        number = 1
        while True:
            if self.stopped.is_set():
                raise ReaderBusyError(self.endpoint.url, "the reading was stopped")
            self.asked += 1
            try:
                return self.endpoint.complete(self._body(request))
            except ReaderBusyError as error:
                if number >= self.attempts or (error.gone and not self.answered):
                    raise
                self.pause(min(error.wait if error.wait is not None else wait, _LONGEST))
                wait *= 2
                number += 1
            except ReaderError as error:
                if not self._can_do_without(error, request):
                    raise

    def _body(self, request: ModelRequest) -> dict[str, Any]:
        """Return the body of a request as this server takes it."""
        body = request.body()
        for name in self._left_out:
            if name in body:
                value = body.pop(name)
                if (other := _OPTIONAL[name]) is not None:
                    body[other] = value
        return body

    def _can_do_without(self, error: ReaderError, request: ModelRequest) -> bool:
        """Whether a server refused something that it can be asked without; remembered."""
        if error.status not in _UNSUPPORTED:
            return False
        said = error.reason
        named = {name for name in _OPTIONAL if name in said} - self._left_out
        if "json_schema" in said or "schema" in said or "grammar" in said:
            named |= {"response_format"} - self._left_out
        if not named and error.status != 422 and "response_format" in self._body(request):
            named = {"response_format"}
        self._left_out |= named
        return bool(named)
