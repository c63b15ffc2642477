"""The codebook in another order and under other labels: what a model finds should not depend on it.

Labels and order of the choices in a prompt move the answers of language models (Zhao et al. 2021,
"Calibrate Before Use"). An arrangement shuffles the types, statuses and links of the instruction,
gives them labels that say nothing, and puts the names back into the replies.
"""

import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from talion.llm.codebook import Codebook, CodebookEntry, codebook
from talion.llm.json_in_text import json_in
from talion.llm.model_request import ModelReply

#: What the labels of types, statuses and links begin with.
_TYPE, _STATUS, _LINK = "type", "status", "link"
#: The keys of a reply's items that hold labels, and labels of what.
_LABELLED = {"incidents": {"type": _TYPE, "status": _STATUS}, "links": {"type": _LINK}}


@dataclass(frozen=True)
class Arrangement:
    """One order of the codebook, drawn by a number, with the labels of its entries.

    >>> made = Arrangement(1).book
    >>> [entry.name for entry in made.statuses]
    ['status1', 'status2', 'status3']
    >>> sorted(e.text for e in made.types) == sorted(e.text for e in codebook().types)
    True
    """

    number: int

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        """Return the label of each name, by what it is a name of, in the order of the labels."""
        draw, book = random.Random(self.number), codebook()
        labels = {}
        for kind, entries in ((_TYPE, book.types), (_STATUS, book.statuses), (_LINK, book.links)):
            names = [entry.name for entry in entries]
            draw.shuffle(names)
            labels[kind] = {name: f"{kind}{n}" for n, name in enumerate(names, 1)}
        return labels

    @cached_property
    def book(self) -> Codebook:
        """The codebook in this order, under these labels, its examples too."""
        book, labels = codebook(), self._labels
        return Codebook(
            types=_arranged(book.types, labels[_TYPE]),
            slots=book.slots,
            statuses=_arranged(book.statuses, labels[_STATUS]),
            links=_arranged(book.links, labels[_LINK]),
            examples=tuple(
                {**example, "reply": _renamed(example["reply"], labels)}
                for example in book.examples
            ),
        )

    def restored(self, reply: ModelReply) -> ModelReply:
        """Return a reply with the names in place of the labels; one that is no JSON as it is.

        >>> arrangement = Arrangement(1)
        >>> meant = codebook().types[0].definition
        >>> [label] = [e.name for e in arrangement.book.types if e.definition == meant]
        >>> said = ModelReply(json.dumps({"incidents": [{"type": label}]}))
        >>> arrangement.restored(said).text
        '{"incidents": [{"type": "expulsion"}]}'
        """
        found = json_in(reply.text)
        if found is None or found.cut:
            return reply
        names = {
            kind: {label: name for name, label in labels.items()}
            for kind, labels in self._labels.items()
        }
        return replace(reply, text=json.dumps(_renamed(found.value, names), ensure_ascii=False))


def _arranged(
    entries: Iterable[CodebookEntry], labels: Mapping[str, str]
) -> tuple[CodebookEntry, ...]:
    by_name = {entry.name: entry for entry in entries}
    return tuple(replace(by_name[name], name=label) for name, label in labels.items())


def _renamed(reply: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return a reply with the types and statuses of incidents and the types of links renamed."""
    made = dict(reply)
    for part, keys in _LABELLED.items():
        items = made.get(part)
        if isinstance(items, list):
            made[part] = [_item(item, keys, names) for item in items]
    return made


def _item(item: Any, keys: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> Any:
    if not isinstance(item, dict):
        return item
    changed = {key: names[kind].get(item[key], item[key]) for key, kind in keys.items()
               if isinstance(item.get(key), str)}  # fmt: skip
    return {**item, **changed}
