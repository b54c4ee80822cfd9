"""Releases as a steward meets them: listed, told apart and removed by the commands."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.cli import main
from atlas.data.kept import kept_releases
from atlas.data.release import digest
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Make two releases of the shipped figures: in the second one a figure and a title are other ones."""
    folder = tmp_path_factory.mktemp("releases") / "geodata"
    shutil.copytree(ROOT / "geodata", folder, ignore=shutil.ignore_patterns("releases"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        assert main(["build", "--stamp"]) == 0
        before = digest(folder)
        path = folder / "tables" / "gisd.parquet"
        table = pd.read_parquet(path)
        there = (table["code"] == "16055") & (table["year"] == 2010) & (table["level"] == "district")
        assert there.sum() == 1
        table.loc[there, "value"] = 0.25
        table.to_parquet(path, index=False)
        texts = folder / "indicators" / "population.yaml"
        text = texts.read_text(encoding="utf-8")
        assert text.count("\n  title: Zahl der Einwohnerinnen und Einwohner\n") == 1
        texts.write_text(
            text.replace("\n  title: Zahl der Einwohnerinnen und Einwohner\n", "\n  title: Menschen\n"), "utf-8"
        )
        assert main(["build", "--stamp", "--note", "after", "--author", "B. Steward"]) == 0
    return folder, before, digest(folder)


@pytest.fixture
def folder(made: tuple[Path, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "geodata"
    shutil.copytree(made[0], copy)
    monkeypatch.setenv("ATLAS_DATA", str(copy))
    return copy


@pytest.mark.usefixtures("folder")
def test_a_difference_is_told_by_figure_and_text_in_the_order_that_was_asked(
    made: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = made[1]
    assert main(["diff", before, "now"]) == 0
    told = capsys.readouterr().out
    assert "population (Menschen): texts title" in told
    assert "figures 1 changed" in told
    value = pd.read_parquet(ROOT / "geodata" / "tables" / "gisd.parquet")
    was = value[(value["code"] == "16055") & (value["year"] == 2010) & (value["level"] == "district")]["value"].iloc[0]
    assert f"16055 Weimar, district of 2021-12-31, 2010: {was:.10g} -> 0.25" in told


def test_a_former_release_is_removed_and_then_neither_listed_as_kept_nor_compared(
    made: tuple[Path, str, str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, before, after = made
    assert main(["releases"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0].startswith(after)
    assert listed[0].endswith("(kept, shown) B. Steward: after")
    assert listed[1].startswith(before)
    assert "(kept) " in listed[1]
    assert main(["releases", "--drop", before]) == 0
    assert capsys.readouterr().out == f"{before}: removed, links that cite it say so\n"
    assert before not in kept_releases(folder)
    assert main(["releases"]) == 0
    assert "(not kept) " in capsys.readouterr().out.splitlines()[1]
    assert main(["diff", before, "now"]) == 1
    assert before in capsys.readouterr().err


def test_the_release_that_is_shown_and_one_that_nobody_knows_are_not_removed(
    made: tuple[Path, str, str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = set(kept_releases(folder))
    assert main(["releases", "--drop", made[2]]) == 2
    assert "which is shown, expected a former release" in capsys.readouterr().err
    assert main(["releases", "--drop", "0123456789ab"]) == 1
    assert "0123456789ab" in capsys.readouterr().err
    assert main(["releases", "--drop", "../tables"]) == 1
    assert "tables" in capsys.readouterr().err
    assert (folder / "tables").is_dir()
    assert set(kept_releases(folder)) == kept
