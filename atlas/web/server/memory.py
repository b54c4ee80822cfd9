"""Memory that is free again, handed back: Arrow and glibc keep it otherwise, some 30 MB in each worker."""

from __future__ import annotations

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Hand free memory back to the system; where the C library cannot, Arrow's part alone."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
