"""Write a fine-tuned encoder as the package reads it: int8 weights for onnxruntime.

    python scripts/export_encoder.py MODEL/model.safetensors WEIGHTS TEXTS -o FOLDER
    options: --layers 4, --float (weights in single precision: twice the size and the time)

WEIGHTS is what `fit_encoder.py` wrote, TEXTS what `encoder_texts.py` wrote. FOLDER gets
`encoder.onnx` and `choices.npz`; for what ships it is `graph/talion/extract/encoder`. Needs torch,
onnx and onnxruntime, and of the package only what it needs itself (PYTHONPATH=graph).

What each layer multiplies is scaled so that no feature is much larger than the others, and the
weights by the inverse (Xiao et al. 2023, arXiv:2211.10438): int8 then loses half as much.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from encoder_network import HEADS, PARTS, WIDTH, IncidentEncoder, Layer
from encoder_windows import TextWindow, read_texts, windows
from onnxruntime.quantization import QuantType, quantize_dynamic
from talion.extract.encoder.windows import LONGEST
from torch import Tensor, nn
from torch.nn import functional

LEVELS, LEAST = 127, 1e-8
THIRD = 2
#: How much of the size of a feature goes over to the weights, and how many windows show that size.
SHARE, SHOWN = 0.8, 150


class Body(nn.Module):  # type: ignore[misc]  # torch is no dependency
    """The layers of an encoder for one window; the vectors of the word pieces are int8 by row."""

    def __init__(self, net: IncidentEncoder) -> None:
        super().__init__()
        words, places, kind = net.embedded
        scale = words.abs().amax(1, keepdim=True).clamp_min(LEAST) / LEVELS
        self.register_buffer("words", (words / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("places", places[:LONGEST] + kind[0])
        self.norm, self.layers = net.norm, net.layers

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states of the last layer and of the third: (pieces, width) each."""
        x = self.words[pieces].float() * self.scale[pieces] + self.places[: pieces.shape[1]]
        x = self.norm(x)
        third = x
        for n, layer in enumerate(self.layers):
            x = _next(layer, x)
            third = x if n == THIRD else third
        return x[0], third[0]


def _next(layer: Layer, x: Tensor) -> Tensor:
    """Return the states of the next layer, for one window, which needs no padding."""
    shape = (1, -1, HEADS, WIDTH // HEADS)
    query, key, value = (
        part(x).view(shape).transpose(1, 2) for part in (layer.query, layer.key, layer.value)
    )
    scores = (query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5).softmax(-1)
    mixed = (scores @ value).transpose(1, 2).reshape(1, -1, WIDTH)
    x = layer.first_norm(x + layer.mixed(mixed))
    changed: Tensor = layer.second_norm(x + layer.outer(functional.gelu(layer.inner(x))))
    return changed


class Scaled(nn.Module):  # type: ignore[misc]  # torch is no dependency
    """A linear map of features that are scaled first; the weights undo it."""

    def __init__(self, plain: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("inverse", 1 / scale)
        plain.weight.data *= scale
        self.plain = plain

    def forward(self, x: Tensor) -> Tensor:
        """Return the same as the map did without."""
        changed: Tensor = self.plain(x * self.inverse)
        return changed


def scale_features(net: IncidentEncoder, shown: Sequence[TextWindow]) -> None:
    """Scale what the linear maps of an encoder get, by its size in some windows."""
    maps = [(layer, p) for layer in net.layers for p, at in PARTS.items() if "Norm" not in at]
    sizes = [torch.full((getattr(*m).in_features,), 1e-4) for m in maps]

    def noting(n: int) -> Callable[[nn.Module, tuple[Tensor], Tensor], None]:
        def note(_: nn.Module, given: tuple[Tensor], __: Tensor) -> None:
            sizes[n] = torch.maximum(sizes[n], given[0].abs().flatten(0, -2).amax(0))

        return note

    hooks = [getattr(*m).register_forward_hook(noting(n)) for n, m in enumerate(maps)]
    body = Body(net).eval()
    with torch.no_grad():
        for window in shown:
            body(torch.tensor([list(window.pieces)]))
    for hook in hooks:
        hook.remove()
    for (layer, part), size in zip(maps, sizes, strict=True):
        plain = getattr(layer, part)
        weights = plain.weight.data.abs().amax(0).clamp_min(1e-4)
        setattr(layer, part, Scaled(plain, size**SHARE / weights ** (1 - SHARE)))


def write_network(net: IncidentEncoder, out: Path, *, quantized: bool) -> None:
    """Write the layers in the format of ONNX."""
    example = torch.arange(1000, 1100)[None]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Body(net).eval(),
            (example,),
            plain,
            input_names=["pieces"],
            output_names=["last", "third"],
            dynamic_axes={"pieces": {1: "n"}, "last": {0: "n"}, "third": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        if not quantized:
            plain.replace(out)
            return
        quantize_dynamic(
            plain,
            out,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )


def write_choices(net: IncidentEncoder, types: list[str], out: Path) -> None:
    """Write the weights of the choices in half precision, with the types in their order."""
    parts = ("kinds", "asked", "given", "agent", "target")
    weights = {
        name: value.numpy().astype(np.float16)
        for name, value in net.state_dict().items()
        if name.split(".")[0] in parts
    }
    np.savez_compressed(out, types=np.array(types), **weights)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("published", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true")
    parser.add_argument("--layers", type=int, default=4)
    arguments = parser.parse_args()
    types, _, texts = read_texts(arguments.texts)
    net = IncidentEncoder(arguments.published, len(types), arguments.layers, arguments.layers)
    net.load_state_dict(torch.load(arguments.weights, weights_only=True))
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_choices(net, types, arguments.out / "choices.npz")
    if not arguments.float:
        random.Random(1).shuffle(texts)
        every = (w for text in texts for w in windows(text, text["pieces"]))
        scale_features(net, list(islice(every, SHOWN)))
    write_network(net, arguments.out / "encoder.onnx", quantized=not arguments.float)


if __name__ == "__main__":
    main()
