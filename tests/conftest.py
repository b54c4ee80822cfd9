from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    folder = Path(os.environ.get("ATLAS_SOURCES") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the publishers' files are not at hand")
    return folder
