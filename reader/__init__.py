"""duizhao 对照: a Chinese document beside its English, as values and functions.

The public names are offered lazily: `import reader` imports nothing else, so start-up stays short and `glossary`
can use `reader.language` without a circle.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME = {  # public name -> the module it lives in
    "Bead": "reader.model",
    "Bitext": "reader.model",
    "Document": "reader.model",
    "Edit": "reader.model",
    "Kind": "reader.model",
    "Paragraph": "reader.model",
    "Segment": "reader.model",
    "Status": "reader.model",
    "DuizhaoError": "reader.errors",
    "open_bitext": "reader.pipeline",
    "open_document": "reader.pipeline",
    "read_markdown": "reader.formats.markdown",
    "write_markdown": "reader.formats.markdown",
}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'reader' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
