"""A parsed text as plain lists, so that rules read it a hundred times faster than a `Doc`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Parse:
    """Parallel lists over the tokens of a text; heads and children are token numbers.

    `sentence` numbers the sentence of each token, `bounds` gives each sentence's [start, end);
    `paragraph` numbers the paragraph.
    """

    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    sentence: list[int]
    paragraph: list[int]
    bounds: list[tuple[int, int]]
    offset: list[int]
    entity: list[str]
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, doc: "Doc") -> "Parse":
        """Return the parse of a spaCy `Doc` with tags, lemmas, heads and dependencies."""
        size = len(doc)
        head = [t.head.i for t in doc]
        children: list[list[int]] = [[] for _ in range(size)]
        for i, h in enumerate(head):
            if i != h:
                children[h].append(i)
        sentence, paragraph = [0] * size, [0] * size
        bounds: list[tuple[int, int]] = []
        for number, sent in enumerate(doc.sents):
            bounds.append((sent.start, sent.end))
            for i in range(sent.start, sent.end):
                sentence[i] = number
        count = 0
        words = [t.text for t in doc]
        for i, word in enumerate(words):
            paragraph[i] = count
            if "\n" in word:
                count += 1
        lemma = [t.lemma_.casefold() for t in doc]
        return cls(
            words=words,
            lower=[w.casefold() for w in words],
            lemma=lemma,
            tag=[t.tag_ for t in doc],
            pos=[t.pos_ for t in doc],
            dep=[t.dep_ for t in doc],
            head=head,
            children=children,
            sentence=sentence,
            paragraph=paragraph,
            bounds=bounds,
            offset=[t.idx for t in doc],
            entity=[t.ent_type_ for t in doc],
            entities=[(e.start, e.end, e.label_) for e in doc.ents],
        )

    def end(self, i: int) -> int:
        """Return the character offset just after a token."""
        return self.offset[i] + len(self.words[i])

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the children of a token that stand in one of these relations."""
        dep = self.dep
        return [c for c in self.children[i] if dep[c] in deps]

    def subtree(self, i: int) -> list[int]:
        """Return the tokens below a token, itself included, in reading order."""
        found: list[int] = []
        todo = [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def ancestors(self, i: int) -> list[int]:
        """Return the tokens above a token, nearest first."""
        found = []
        while self.head[i] != i and len(found) < 64:
            i = self.head[i]
            found.append(i)
        return found

    def conjuncts(self, i: int) -> list[int]:
        """Return a token and those coordinated after it."""
        found = [i]
        for at in found:
            found.extend(c for c in self.children[at] if self.dep[c] in ("conj", "appos_conj"))
        return found

    def is_verb(self, i: int) -> bool:
        """Whether a token is tagged as a verb or an auxiliary."""
        return self.pos[i] in ("VERB", "AUX")

    def is_passive(self, i: int) -> bool:
        """Whether a verb stands in the passive or is a bare participle after a noun."""
        if self.tag[i] != "VBN":
            return any(self.dep[c] in ("nsubjpass", "auxpass") for c in self.children[i])
        if any(self.dep[c] in ("nsubjpass", "auxpass") for c in self.children[i]):
            return True
        if any(self.dep[c] == "aux" and self.lemma[c] == "have" for c in self.children[i]):
            return False
        if any(
            self.lower[c] in ("be", "been", "was", "were", "is", "are") for c in self.children[i]
        ):
            return True
        if self.dep[i] in ("acl", "relcl", "amod"):
            return not self.kids(i, "nsubj")
        if self.dep[i] == "conj":
            return self.is_passive(self.head[i]) and not self.kids(i, "nsubj")
        return self.dep[i] in ("advcl", "ROOT", "dep") and not self.kids(i, "nsubj", "dobj")
