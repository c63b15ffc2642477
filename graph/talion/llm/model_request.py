"""One request to a model: what it is for, the messages, and the key by which its reply is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from talion.llm.codebook import Codebook
from talion.llm.instruction import links_instruction, reading_instruction
from talion.llm.reply_schema import links_schema, reading_schema
from talion.model.actor import slug

#: How many characters of a text are about one token, in the languages that are read.
_CHARACTERS_A_TOKEN = 3.5


class Task(StrEnum):
    """What a request asks a model to do."""

    READ = "read"
    REPAIR = "repair"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The model and the parameters that decide what it writes."""

    model: str
    temperature: float = 0.0
    max_reply_tokens: int = 8192
    structured: bool = True
    seed: int | None = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the parameters of a chat completion."""
        made: dict[str, Any] = {
            "model": self.model,
            "temperature": self.temperature,
            "max_tokens": self.max_reply_tokens,
        }
        return made if self.seed is None else {**made, "seed": self.seed}


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """A request about one article; `number` tells apart several of one task."""

    article: str
    task: Task
    number: int
    user: str
    settings: ModelSettings
    #: The codebook of the instruction, where it is not the usual one.
    book: Codebook | None = None

    @property
    def system(self) -> str:
        """The instruction of its task."""
        instruction = links_instruction if self.task is Task.LINKS else reading_instruction
        return instruction(self.book)

    def body(self) -> dict[str, Any]:
        """Return the body of the chat completion."""
        made: dict[str, Any] = {
            **self.settings.to_dict(),
            "messages": [
                {"role": "system", "content": self.system},
                {"role": "user", "content": self.user},
            ],
        }
        if self.settings.structured:
            schema = (links_schema if self.task is Task.LINKS else reading_schema)(self.book)
            form = {"name": f"talion_{self.task}", "strict": True, "schema": schema}
            made["response_format"] = {"type": "json_schema", "json_schema": form}
        return made

    @property
    def key(self) -> str:
        """A hash of all that decides the reply: messages, model, parameters.

        >>> made = ModelRequest("a", Task.LINKS, 1, "…", ModelSettings("m"))
        >>> len(made.key), made.key == ModelRequest("b", Task.LINKS, 2, "…", ModelSettings("m")).key
        (32, True)
        """
        decides = {**self.settings.to_dict(), "system": self.system, "user": self.user}
        return sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def custom_id(self) -> str:
        """The name by which a batch knows it: of letters, digits and hyphens, 64 at most."""
        return f"{slug(self.article)[:36]}-{self.task}{self.number}-{self.key[:12]}"

    @property
    def tokens(self) -> int:
        """About how many tokens the messages have."""
        return round((len(self.system) + len(self.user)) / _CHARACTERS_A_TOKEN)


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What a model wrote, whether it was cut off by its limit, and how many tokens it took."""

    text: str
    cut: bool = False
    prompt_tokens: int = 0
    reply_tokens: int = 0

    @classmethod
    def from_completion(cls, body: Mapping[str, Any]) -> "ModelReply | None":
        """Return the reply in the body of a chat completion; None where there is none.

        >>> said = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}
        >>> ModelReply.from_completion(said).text
        '{}'
        """
        choices = body.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(first, Mapping):
            return None
        message = first.get("message")
        content = message.get("content") if isinstance(message, Mapping) else first.get("text")
        text = text_of(content)
        if text is None:
            return None
        usage = body.get("usage")
        used: Mapping[str, Any] = usage if isinstance(usage, Mapping) else {}
        return cls(
            text,
            first.get("finish_reason") == "length",
            _whole(used.get("prompt_tokens")),
            _whole(used.get("completion_tokens")),
        )


def text_of(content: object) -> str | None:
    """Return a message's text, given whole or in parts; None for none.

    >>> text_of([{"type": "text", "text": "{"}, {"type": "text", "text": "}"}])
    '{}'
    """
    if isinstance(content, str):
        return content if content.strip() else None
    if isinstance(content, list):
        parts = [p.get("text") for p in content if isinstance(p, Mapping)]
        return text_of("".join(p for p in parts if isinstance(p, str)))
    return None


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
