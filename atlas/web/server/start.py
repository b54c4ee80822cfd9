"""What each start of a server says to gunicorn; where it cannot go on it ends with one sentence, once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from atlas.errors import AtlasError

#: gunicorn's code for a program that cannot be loaded: it ends then, and starts no worker after worker.
APP_LOAD_ERROR = 4
#: Bytes of the first line of a request, the most that gunicorn lets in: an address with a code for every area.
LONGEST_LINE = 8190


def end_start(error: AtlasError) -> NoReturn:
    """Say what is wrong with a setting or with the data, and end the process."""
    print(error, file=sys.stderr)  # noqa: T201  no log is open yet
    sys.exit(APP_LOAD_ERROR)
