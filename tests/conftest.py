"""One atlas, one app and one profile of Hypothesis for all tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from app import create_app
from atlas.data import load
from atlas.settings import from_environment
from tests.shared import once_for_a_content, shipped_app, shipped_atlas

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

ROOT = Path(__file__).resolve().parent.parent

# no test fails because a machine is busy; on a build server each run tries the same examples
settings.register_profile("atlas", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("server", settings.get_profile("atlas"), derandomize=True, database=None, print_blob=True)
settings.load_profile("server" if os.environ.get("CI") else "atlas")

# before any module of tests is imported: some make the app at once
load.assembled = once_for_a_content(load.assembled)


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    folder = Path(os.environ.get("ATLAS_SOURCES") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the publishers' files are not at hand")
    return folder


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Give the shipped atlas."""
    return shipped_atlas()


@pytest.fixture(scope="session")
def app() -> Dash:
    """Give the app with default settings."""
    return shipped_app()


@pytest.fixture(scope="session")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="session")
def proxied() -> FlaskClient:
    """Give a client of an atlas under a path of a public address, as behind a proxy."""
    settings = {
        "ATLAS_PREFIX": "/thueringen/",
        "ATLAS_PUBLIC_URL": "https://atlas.example.org/",
        "ATLAS_CONTACT": "atlas@example.org",
        "ATLAS_CONTRIBUTOR_ID": "http://dcat-ap.de/def/contributors/statistik",
        "ATLAS_EXPORTS_PER_MINUTE": "10000",
    }
    return create_app(from_environment(settings)).server.test_client()
