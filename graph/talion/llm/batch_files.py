"""Requests and replies in files, in the batch form of OpenAI's API, without a connection.

Beside `requests.jsonl` lies a folder `requests.state` with the articles, the settings and all
replies taken so far, so that the next step needs only the file of new replies.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from talion.errors import BatchError, InputError, OutputError
from talion.ingest.encoding import decode
from talion.json_reading import parsed_json
from talion.llm.model_request import ModelReply, ModelRequest, ModelSettings, text_of
from talion.model.article import Article
from talion.store.atomic_write import save
from talion.store.bounded_read import read_bytes

#: The largest file of replies, in bytes.
MAX_BYTES = 2_000_000_000
_IDS = ("custom_id", "id", "request_id", "key")
_CONTENTS = ("content", "text", "output", "reply", "answer", "completion", "message", "response")


@dataclass(frozen=True, slots=True)
class BatchState:
    """What is kept beside a file of requests."""

    folder: Path

    @classmethod
    def beside(cls, requests: Path) -> "BatchState":
        """Return the state of a file of requests.

        >>> BatchState.beside(Path("news/requests.jsonl")).folder.as_posix()
        'news/requests.state'
        """
        return cls(requests.with_name(f"{requests.stem}.state"))

    def begin(self, articles: Iterable[Article], settings: ModelSettings) -> None:
        """Keep the articles and settings of a new batch, without replies."""
        lines = [json.dumps(asdict(a), ensure_ascii=False) for a in articles]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(self.folder, error.strerror or str(error)) from None
        save(self._file("articles.jsonl"), "".join(f"{line}\n" for line in lines))
        save(self._file("settings.json"), json.dumps(asdict(settings)) + "\n")
        save(self._file("replies.json"), "{}\n")

    def articles(self) -> tuple[Article, ...]:
        """Return the articles of the batch; BatchError where it has no state."""
        with self._read("articles.jsonl") as text:
            lines = text.split("\n")  # an article's text may hold other ends of line
            return tuple(Article(**parsed_json(line)) for line in lines if line.strip())

    def settings(self) -> ModelSettings:
        """Return the model and parameters of the batch."""
        with self._read("settings.json") as text:
            return ModelSettings(**parsed_json(text))

    def replies(self) -> dict[str, ModelReply]:
        """Return all replies taken so far, by the ids of their requests."""
        with self._read("replies.json") as text:
            known = parsed_json(text)
            return {ident: ModelReply(**reply) for ident, reply in known.items()}

    def keep(self, replies: Mapping[str, ModelReply]) -> None:
        """Keep all replies taken so far."""
        ordered = {ident: asdict(replies[ident]) for ident in sorted(replies)}
        save(self._file("replies.json"), json.dumps(ordered, ensure_ascii=False, indent=0) + "\n")

    def _file(self, name: str) -> Path:
        return self.folder / name

    @contextmanager
    def _read(self, name: str) -> Iterator[str]:
        """Give what a file of the state says; InputError where it cannot be understood."""
        file = self._file(name)
        try:
            text = file.read_text("utf-8")
        except OSError:
            raise BatchError(self.folder) from None
        except ValueError as error:
            raise InputError(file, f"is damaged: {error}") from None
        try:
            yield text
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(file, f"is damaged: {error}") from None


def request_lines(requests: Iterable[ModelRequest]) -> str:
    """Return requests as the lines of a batch file, each id once.

    >>> from talion.llm.model_request import Task
    >>> made = ModelRequest("a", Task.READ, 1, "…", ModelSettings("m"))
    >>> json.loads(request_lines([made, made]))["url"]
    '/v1/chat/completions'
    """
    lines: dict[str, str] = {}
    for request in requests:
        ident = request.custom_id
        line = {
            "custom_id": ident,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": request.body(),
        }
        lines.setdefault(ident, json.dumps(line, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines.values())


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One line of a file of replies: whose it is, and the reply, or why there is none."""

    ident: str
    reply: ModelReply | None
    problem: str = ""


def read_replies(path: Path) -> Iterator[ReplyLine]:
    """Yield the replies of a file: lines of a batch's results, or a list of them.

    Raises InputError for a file that cannot be read. A line that is no reply has a problem.
    """
    text, _ = decode(read_bytes(path, MAX_BYTES))
    if text.lstrip().startswith("["):
        try:
            items = parsed_json(text, strict=False)
        except ValueError as error:
            raise InputError(path, f"is neither JSON lines nor a JSON list: {error}") from None
        for number, item in enumerate(items, 1):
            yield _reply_line(item, f"item {number}")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                item = parsed_json(line, strict=False)
            except ValueError:
                yield ReplyLine("", None, f"line {number} is not JSON")
                continue
            yield _reply_line(item, f"line {number}")


def _reply_line(item: Any, place: str) -> ReplyLine:
    if not isinstance(item, Mapping):
        return ReplyLine("", None, f"{place} is no JSON object")
    ident = next((str(item[k]) for k in _IDS if isinstance(item.get(k), str)), "")
    if not ident:
        return ReplyLine("", None, f"{place} has no custom_id")
    reply = _reply(item)
    if reply is not None:
        return ReplyLine(ident, reply)
    error = item.get("error") or item.get("response")
    said = json.dumps(error, ensure_ascii=False)[:120] if error else "no text"
    return ReplyLine(ident, None, f"{place} holds no reply: {said}")


def _reply(item: Mapping[str, Any]) -> ModelReply | None:
    """Return the reply in a line, in any of the forms in which services and people write it."""
    for found in _bodies(item):
        if (reply := ModelReply.from_completion(found)) is not None:
            return reply
    for found in _bodies(item):
        for key in _CONTENTS:
            value = found.get(key)
            if isinstance(value, Mapping) and "content" in value:
                value = value["content"]
            if (text := text_of(value)) is not None:
                return ModelReply(text)
            if isinstance(value, Mapping) and ({"incidents", "links"} & set(value)):
                return ModelReply(json.dumps(value, ensure_ascii=False))
        if {"incidents", "links"} & set(found):
            return ModelReply(json.dumps(found, ensure_ascii=False))
    return None


def _bodies(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in which a reply may stand, the innermost of known wrappings first."""
    wrapped = [item.get("response"), item.get("result")]
    for outer in wrapped:
        if isinstance(outer, Mapping):
            for key in ("body", "message"):
                if isinstance(outer.get(key), Mapping):
                    yield outer[key]
            yield outer
    if isinstance(item.get("body"), Mapping) and "messages" not in item["body"]:
        yield item["body"]
    yield item
