"""Replies of models by the hash of what was asked, so that no request is paid for twice."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from talion.errors import OutputError
from talion.json_reading import parsed_json
from talion.llm.model_request import ModelReply
from talion.store.atomic_write import save


def default_cache() -> Path:
    """Return the folder of replies where none is named: in the user's cache (XDG_CACHE_HOME).

    >>> default_cache().name
    'replies'
    """
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "talion" / "replies"


@dataclass(frozen=True, slots=True)
class ReplyCache:
    """A folder of replies, a file each, named by the key of the request."""

    folder: Path

    def find(self, key: str) -> ModelReply | None:
        """Return the reply to a request, if it was kept and is whole.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     cache = ReplyCache(Path(folder))
        ...     cache.keep("0f", ModelReply("{}"))
        ...     cache.find("0f"), cache.find("1f")
        (ModelReply(text='{}', cut=False, prompt_tokens=0, reply_tokens=0), None)
        """
        try:
            return ModelReply(**parsed_json(self._file(key).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, key: str, reply: ModelReply) -> None:
        """Keep a reply, on the disk when this returns; OutputError where that cannot be."""
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(file.parent, error.strerror or str(error)) from None
        save(file, json.dumps(asdict(reply), ensure_ascii=False) + "\n")

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
