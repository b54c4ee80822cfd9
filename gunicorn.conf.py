"""What gunicorn reads by itself where it is started in this folder."""

import gc
from typing import Any

gc.disable()  # what is made at the start stays: looking for garbage in between finds nothing

#: The atlas is made before the first worker starts: read once, and what is wrong is said once.
preload_app = True
#: As `python -m atlas serve` sets it: an address may name every area of a level.
limit_request_line = 8190


def when_ready(_server: Any) -> None:  # noqa: ANN401  gunicorn's arbiter
    """Look for garbage again, before the workers start."""
    gc.enable()
