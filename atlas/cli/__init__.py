"""The commands of ``python -m atlas``: each says what it does with ``--help``."""

from atlas.cli.commands import main

__all__ = ["main"]
