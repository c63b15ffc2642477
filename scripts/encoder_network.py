"""A BERT encoder with a choice of type, status, agent and target for each candidate word. Torch."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from talion.extract.encoder.distances import SENTENCE_STEPS, WORD_STEPS
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, SMALL = 384, 12, 1536, 128
STATUSES = 3
#: How the parts of a layer are called in the published weights.
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second_norm": "output.LayerNorm",
}


class Layer(nn.Module):  # type: ignore[misc]  # torch is no dependency
    """One layer of the encoder (Vaswani et al. 2017)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first_norm, self.second_norm = (nn.LayerNorm(WIDTH, 1e-12) for _ in range(2))

    def forward(self, x: Tensor, hidden: Tensor, dropout: float) -> Tensor:
        """Return the states of the next layer; `hidden` is added to the scores of padding."""
        shape = (*x.shape[:2], HEADS, -1)
        query, key, value = (
            part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + hidden
        mixed = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(x.shape)
        x = self.first_norm(x + self.mixed(mixed))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.second_norm(x + functional.dropout(inner, dropout, self.training))


def _gelu(x: Tensor) -> Tensor:
    """Return x Phi(x) by the approximation with tanh, as the package computes it in NumPy."""
    return functional.gelu(x, approximate="tanh")


class SidePointer(nn.Module):  # type: ignore[misc]  # torch is no dependency
    """Scores the places where actors stand as one side of what a candidate word reports."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Linear(WIDTH, SMALL), nn.Linear(WIDTH, SMALL)
        self.word_alone, self.place_alone = nn.Linear(WIDTH, SMALL), nn.Linear(WIDTH, SMALL)
        self.far, self.sentences = (
            nn.Embedding(WORD_STEPS, SMALL),
            nn.Embedding(SENTENCE_STEPS, SMALL),
        )
        self.score, self.no_place = nn.Linear(SMALL, 1), nn.Linear(SMALL, 2)
        for table in (self.far, self.sentences):
            nn.init.normal_(table.weight, 0, 0.1)

    def forward(self, word: Tensor, asked: Tensor, places: Tensor, where: Where) -> Tensor:
        """Return the log-probability of each place, of unknown and of elsewhere: (words, n + 2)."""
        query = self.word(word) + asked
        beside = self.far(where.far) + self.sentences(where.sentences)
        mixed = _gelu(query[:, None] + self.place(places)[where.window] + beside)
        product = self.word_alone(word)[:, None] * self.place_alone(places)[where.window]
        scores = self.score(mixed)[..., 0] + product.sum(-1) * SMALL**-0.5
        scores = scores.masked_fill(~where.there, -1e4)
        both = torch.cat([self.no_place(_gelu(query)), scores], 1)
        return functional.log_softmax(both.float(), 1)


class Where:
    """Where the places stand from some candidate words: the window of each word, and distances.

    `far` and `sentences` are numbers of steps, `there` whether there is such a place; all three
    have a row a word and a column a place.
    """

    def __init__(self, window: Tensor, far: Tensor, sentences: Tensor, there: Tensor) -> None:
        self.window, self.far, self.sentences, self.there = window, far, sentences, there


class IncidentEncoder(nn.Module):  # type: ignore[misc]  # torch is no dependency
    """The encoder and what is chosen by its vectors; the first `frozen` layers are not trained."""

    def __init__(self, weights: Path, kinds: int, layers: int, frozen: int) -> None:
        super().__init__()
        published = load_file(weights)
        self.frozen = frozen
        self.embedded = [
            published[f"embeddings.{name}_embeddings.weight"].float()
            for name in ("word", "position", "token_type")
        ]
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        named = [(self.norm, "embeddings.LayerNorm")]
        for n, layer in enumerate(self.layers):
            named += [(getattr(layer, a), f"encoder.layer.{n}.{b}") for a, b in PARTS.items()]
        for part, name in named:
            part.weight.data = published[f"{name}.weight"].float()
            part.bias.data = published[f"{name}.bias"].float()
        self.kinds, self.statuses = nn.Linear(2 * WIDTH, kinds), nn.Linear(2 * WIDTH, STATUSES)
        self.kinds.weight.data.mul_(0.3)
        self.asked, self.given = nn.Embedding(kinds, SMALL), nn.Linear(SMALL, SMALL)
        nn.init.normal_(self.asked.weight, 0, 0.1)
        self.agent, self.target = SidePointer(), SidePointer()

    def trained(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """Return the parameters of the encoder that are trained, and those of the choices."""
        body = [p for layer in self.layers[self.frozen :] for p in layer.parameters()]
        parts = (self.kinds, self.statuses, self.asked, self.given, self.agent, self.target)
        return body, [p for part in parts for p in part.parameters()]

    def encode(self, pieces: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """Return the states of the last layer and of the third."""
        words, places, first = self.embedded
        with torch.no_grad():
            x = self.norm(words[pieces] + places[: pieces.shape[1]] + first[0])
        hidden = torch.where(pieces == 0, -1e4, 0.0)[:, None, None].to(torch.bfloat16)
        third = x
        for n, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and n >= self.frozen):
                x = layer(x, hidden, dropout)
            third = x if n == 2 else third
        return x.float(), third.float()

    def sides(self, word: Tensor, kind: Tensor, places: Tensor, where: Where) -> list[Tensor]:
        """Return the log-probabilities of agents and of targets, the latter given the agents."""
        asked = self.asked(kind)
        agents = self.agent(word, asked, places, where)
        stand = self.agent.place(places)[where.window]
        likely = torch.einsum("np,npm->nm", agents[:, 2:].exp(), stand)
        return [agents, self.target(word, asked + self.given(likely), places, where)]
