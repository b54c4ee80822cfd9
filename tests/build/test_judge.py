from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.build import folder as module
from atlas.build.folder import build
from atlas.build.judge import judge
from atlas.build.staging import exchange, staged
from atlas.errors import DataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "geodata", tmp_path / "geodata", ignore=shutil.ignore_patterns("releases"))


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def change(folder: Path, value: float) -> None:
    """Put another share of foreigners in Erfurt."""
    path = folder / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    row = (table["measure"] == "share_foreign") & (table["code"] == "16051000")
    table.assign(value=table["value"].mask(row, value)).to_parquet(path, index=False)


def test_an_error_stops_the_build_and_all_are_told(geodata: Path) -> None:
    change(geodata, -119.25)
    with pytest.raises(DataError) as error:
        list(judge(geodata, ROOT / "geodata"))
    message = str(error.value)
    assert "outside of what can be (0 … 100): 16051000 Erfurt 2022 -119.25" in message
    assert "more digits than the publisher gives (≤ 1): 16051000 Erfurt 2022 -119.25" in message
    assert message.endswith("Nothing was written: what was there stays.")


def test_a_changed_figure_is_told_beside_the_one_of_before(geodata: Path) -> None:
    change(geodata, 11.5)
    told = "\n".join(judge(geodata, ROOT / "geodata"))
    assert "1 figure other than what was shown before: 16051000 Erfurt 2022 11.5 (" in told
    assert "other than what was shown before" not in "\n".join(judge(geodata, geodata))
    of_others = list(judge(geodata, ROOT / "geodata", {"gisd"}))
    assert all(line.startswith("warning: gisd,") for line in of_others[:-1])
    assert re.fullmatch(r"other tables have [1-9]\d* warnings: 'check' tells them", of_others[-1])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what needs the package of borders."""
    monkeypatch.setattr(module, "build_areas", lambda *_args: ["areas: nothing changed."])
    monkeypatch.setattr(module, "edition_of", lambda *_args: None)


@pytest.mark.usefixtures("quick")
def test_a_build_whose_figures_break_a_rule_leaves_what_was_there(
    geodata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(geodata)
    monkeypatch.setattr(module, "build_tables", lambda _sources, made, **_: change(made, 900.0) or ["changed"])
    monkeypatch.setattr(module, "build_places", lambda *_args: "places")
    with pytest.raises(DataError, match="16051000 Erfurt 2022 900"):
        list(build(geodata, tmp_path, tmp_path, lambda _text: None))
    assert content(geodata) == before
    assert [p.name for p in tmp_path.iterdir()] == ["geodata"]


@pytest.mark.usefixtures("quick")
def test_a_build_that_changes_nothing_leaves_every_byte(geodata: Path, tmp_path: Path) -> None:
    before = content(geodata)
    told = list(build(geodata, None, tmp_path, lambda _text: None))
    assert {k: v for k, v in content(geodata).items() if not k.startswith("releases/")} == before
    assert any("unchanged" in text for text in told)


def test_a_folder_takes_the_place_of_another_in_one_step_or_not_at_all(geodata: Path) -> None:
    before = content(geodata)

    def broken_off() -> None:
        with staged(geodata) as made:
            (made / "sources.yaml").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert content(geodata) == before
    with staged(geodata) as made:
        (made / "sources.yaml").write_text("whole", encoding="utf-8")
        (made / "release.yaml").unlink()
        assert content(geodata) == before
    after = content(geodata)
    assert after["sources.yaml"] == b"whole"
    assert "release.yaml" not in after
    assert after.keys() | {"release.yaml"} == before.keys()


def test_where_folders_cannot_be_exchanged_files_are_taken_over_one_by_one(
    geodata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas.build.staging.exchange", lambda *_args: False)
    before = content(geodata)
    with staged(geodata) as made:
        (made / "tables" / "gisd.parquet").write_bytes(b"new")
        (made / "release.yaml").unlink()
    after = content(geodata)
    assert after == {k: v for k, v in before.items() if k != "release.yaml"} | {"tables/gisd.parquet": b"new"}


def test_what_a_killed_build_left_is_no_part_of_the_next(geodata: Path) -> None:
    (geodata.parent / ".geodata.new").mkdir()
    (geodata.parent / ".geodata.new" / "left.txt").write_text("half", encoding="utf-8")
    with staged(geodata) as made:
        assert not (made / "left.txt").exists()


def test_a_second_build_of_a_folder_is_refused_until_the_first_has_ended(geodata: Path) -> None:
    before = content(geodata)
    with staged(geodata) as made:
        (made / "release.yaml").unlink()
        with pytest.raises(DataError, match=r"geodata: found another build .* wait until"), staged(geodata):
            pass
        assert made.is_dir()
        assert content(geodata) == before
    assert content(geodata).keys() == before.keys() - {"release.yaml"}
    with staged(geodata):
        pass


def test_two_folders_that_are_not_there_are_not_exchanged(tmp_path: Path) -> None:
    assert not exchange(tmp_path / "a", tmp_path / "b")


FOR_EVER = """
import sys, itertools
from pathlib import Path
from atlas.build.staging import staged
for turn in itertools.count():
    with staged(Path(sys.argv[1])) as made:
        for path in made.iterdir():
            path.write_text(str(turn % 7) * 50_000, encoding="utf-8")
    print(turn, flush=True)
"""


def test_a_build_that_is_killed_leaves_all_of_one_state(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    if not exchange(one, other):
        pytest.skip("folders cannot be exchanged in one step here: files are taken over one by one")
    folder = tmp_path / "geodata"
    folder.mkdir()
    for i in range(40):
        (folder / f"{i}.txt").write_text("0" * 50_000, encoding="utf-8")
    parts = 12
    for part in range(parts):
        with subprocess.Popen(
            [sys.executable, "-c", FOR_EVER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            begin = time.monotonic()
            writer.stdout.readline()
            # at another moment of the next turn each time
            time.sleep((time.monotonic() - begin) * part / parts)
            writer.kill()
        states = {(p.read_text(encoding="utf-8")[:1], p.stat().st_size) for p in folder.iterdir()}
        assert len(states) == 1
        assert {size for _, size in states} == {50_000}
        assert len(list(folder.iterdir())) == 40
