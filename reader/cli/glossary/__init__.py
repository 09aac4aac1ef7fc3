"""duizhao glossary: see, check, change and exchange the terms."""

from __future__ import annotations

import argparse
from importlib import import_module

DESCRIPTION = """See, check, change and exchange the terms of all layers: built-in, then your own, then a document's."""

_ACTIONS = {  # name -> (the module here, what it does)
    "list": ("show", "list the terms in force"),
    "show": ("show", "show entries as TOML, with the file they come from"),
    "check": ("show", "find faults in the terms"),
    "add": ("change", "add a term to your own"),
    "edit": ("change", "open a term in your editor"),
    "remove": ("change", "take a term out of your own"),
    "import": ("exchange", "take terms from TOML, CSV, TSV, OmegaT or TBX"),
    "export": ("exchange", "write terms as TOML, CSV, TSV, OmegaT or TBX"),
    "coverage": ("text", "say which share of a text's words is known"),
    "mine": ("text", "propose terms that a text uses and no layer has"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (module, what) in _ACTIONS.items():
        action = actions.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
        import_module(f"reader.cli.glossary.{module}").add_arguments(name, action)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    return int(import_module(f"reader.cli.glossary.{_ACTIONS[args.action][0]}").run(args))
