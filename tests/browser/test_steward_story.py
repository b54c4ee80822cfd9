"""The work of a data steward, from a new edition to published, announced and taken back: commands and pages."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml
from playwright.sync_api import expect

from app import create_app
from atlas.cli import main
from atlas.data.history import read_history
from atlas.data.release import digest
from atlas.settings import ROOT, from_environment
from atlas.words.states import STATES
from tests.browser.conftest import Visit
from tests.browser.serving import serving

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

ERFURT, RENT = "16051000", "rent_per_m2"
NOTE = "Miete in Erfurt vom Herausgeber berichtigt"


def edition(path: Path, rent: float) -> float:
    """Write the census as its publisher does, with another rent in Erfurt; give the rent of before."""
    declared = yaml.safe_load((ROOT / "geodata/sources/census_2022.yaml").read_text(encoding="utf-8"))
    heads = {measure: head for head, measure in declared["measures"].items()}
    figures = pd.read_parquet(ROOT / "geodata/tables/census_2022.parquet")
    figures = figures[figures["level"] == "municipality"]
    signs = {str(state): said.sign for state, said in STATES.items()}
    known = figures["value"].notna()
    texts = figures["value"].map("{:g}".format).where(known, figures["state"].astype(str).map(signs))
    wide = figures.assign(text=texts, head=figures["measure"].astype(str).map(heads))
    table = wide.pivot_table(index="code", columns="head", values="text", aggfunc="first", observed=True)
    before = float(table.loc[ERFURT, heads[RENT]])
    table.loc[ERFURT, heads[RENT]] = str(rent)
    table.rename_axis(index="ags").to_csv(path)
    return before


def shown(client: FlaskClient, more: str) -> float:
    query = f"indicator=rent_per_m2_census&level=municipality&year=2022&regions={ERFURT}{more}"
    answer = client.get(f"/api/v1/observations?{query}")
    assert answer.status_code == 200, answer.text
    return float(answer.json["observations"][0]["value"])


@pytest.mark.timeout(1200)  # a server and eight commands
def test_a_steward_takes_over_an_edition_announces_it_and_takes_it_back(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder, ignore=shutil.ignore_patterns("releases*"))
    monkeypatch.setenv("ATLAS_DATA", str(folder))

    def run(*words: str) -> str:
        assert main([*words]) == 0
        return capsys.readouterr().out

    run("build", "--stamp")
    old = digest(folder)
    file = tmp_path / "von der Behörde.csv"
    before = edition(file, 6.9)
    assert before != 6.9
    with serving(ATLAS_DATA=str(folder)) as server:
        visit = Visit(browser, server, 1440, 900)

        def card_says(rent: str, note: str = "") -> None:
            """Read the rent in the panel of the page, and a note in the list of changes, once the server has them."""
            while json.load(urllib.request.urlopen(f"{server}/healthz"))["release"] != digest(folder):
                time.sleep(0.1)
            page = visit.open(f"/?indicator=rent_per_m2_census&level=municipality&year=2022&regions={ERFURT}")
            expect(page.locator(".card .value")).to_contain_text(rent)
            if note:
                page.goto(f"{server}/changes")
                expect(page.locator("main")).to_contain_text(note)
                expect(page.locator("main")).to_contain_text("Nettokaltmiete")

        card_says(f"{before:.2f}".replace(".", ","))
        plan = run("import", str(file), "--dry-run")
        assert "table census_2022" in plan
        assert "631/631 matched" in plan
        assert "16051000 Erfurt 2022" in plan
        assert "nothing was written" in plan
        assert digest(folder) == old

        run("import", str(file), "--yes", "--note", NOTE, "--author", "Amt")
        new = read_history(folder)[-1].release
        assert digest(folder) == new != old
        assert f"Amt: {NOTE}" in run("releases")
        assert "rent_per_m2_census" in run("diff", old, "now")
        run("check")
        card_says("6,90", NOTE)

        run("undo", "--note", "Berichtigung war falsch")
        assert digest(folder) == old
        card_says(f"{before:.2f}".replace(".", ","), "Berichtigung war falsch")
        visit.context.close()
        client = create_app(from_environment({"ATLAS_DATA": str(folder)})).server.test_client()
        assert (shown(client, ""), shown(client, f"&release={new}")) == (before, 6.9)
