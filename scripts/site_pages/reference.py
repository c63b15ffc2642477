"""The reference of the public names of `talion`, from their signatures and docstrings."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType

HEAD = """# Public names

Written by `scripts/regenerate` from the docstrings. Programs may rely on these names;
everything else may move between releases. Each is imported when it is first used, so that
`import talion` is quick.
"""


def reference(package: ModuleType) -> str:
    """Return the reference as Markdown."""
    names = sorted((n for n in package.__all__ if not n.startswith("_")), key=str.lower)
    return "\n".join([HEAD, *(part for name in names for part in _entry(package, name))])


def _entry(package: ModuleType, name: str) -> Iterator[str]:
    thing = getattr(package, name)
    if isinstance(thing, ModuleType):  # a subpackage that is called like its function
        thing = package._public(name)
    yield f"## talion.{name}\n"
    if not inspect.isclass(thing):
        yield _code(f"talion.{name}", thing)
        yield _prose(thing)
        return
    if not issubclass(thing, Exception):
        yield _code(f"talion.{name}", thing)
    yield _prose(thing)
    methods = [m for m in vars(thing) if not m.startswith("_")]
    described = [(m, inspect.getattr_static(thing, m)) for m in methods]
    rows = [row for m, attribute in described if (row := _method(name, m, attribute))]
    if rows:
        yield "\n".join(rows) + "\n"


def _method(owner: str, name: str, attribute: object) -> str:
    """Return a method or property as an item of a list, empty for other attributes."""
    inner = attribute.fget if isinstance(attribute, property) else attribute
    inner = getattr(inner, "__func__", inner)
    if not inspect.isfunction(inner):
        return ""
    line = (inspect.getdoc(inner) or "").split("\n\n")[0].replace("\n", " ")
    call = "" if isinstance(attribute, property) else "()"
    return f"- `{owner}.{name}{call}`: {line}"


def _code(name: str, thing: Callable[..., object]) -> str:
    """Return a signature as a code block, an argument a line where it is long."""
    signature = inspect.signature(thing)
    text = f"{name}{signature}".replace("'", "")
    if len(text) > 88:
        arguments = "".join(f"    {p},\n".replace("'", "") for p in _parameters(signature))
        back = signature.return_annotation
        end = "" if back is inspect.Signature.empty else f" -> {back}".replace("'", "")
        text = f"{name}(\n{arguments}){end}"
    return f"```python\n{re.sub(r'<function .*?>|<object .*?>', '…', text)}\n```\n"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    """Yield the parameters, a star before the first that is given by name only."""
    starred = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            starred = True
        elif parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield str(parameter)


def _prose(thing: object) -> str:
    """Return a docstring as Markdown, its examples as code."""
    parts = []
    for paragraph in (inspect.getdoc(thing) or "").split("\n\n"):
        if paragraph.lstrip().startswith(">>>"):
            parts.append(f"```python\n{textwrap.dedent(paragraph)}\n```")
        else:
            parts.append(paragraph)
    return "\n\n".join(parts) + "\n"
