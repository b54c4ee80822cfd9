"""Every write makes a release, and whatever happens the data of before or after it are whole."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from atlas.build.publish import About, published, roll_back, stamp, undo
from atlas.build.staging import exchange, staged
from atlas.data.history import read_history
from atlas.data.kept import broken_releases, keep, kept_releases
from atlas.data.load import load
from atlas.data.release import UNFINISHED, digest, not_noted
from atlas.errors import DataError, UnknownKeyError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "geodata", tmp_path / "geodata", ignore=shutil.ignore_patterns("releases*"))


def edit(folder: Path, old: str, new: str) -> str:
    """Edit a text by hand; give the digest that the folder then has."""
    path = folder / "indicators" / "work.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return digest(folder)


def test_each_write_is_a_release_and_the_way_back_is_open(geodata: Path) -> None:
    first = digest(geodata)
    stamp(geodata, About())
    second = edit(geodata, "Arbeitslose", "Arbeitssuchende")
    stamp(geodata, About(author="Amt", note="Umbenannt"))
    third = edit(geodata, "Arbeitssuchende", "Personen ohne Arbeit")
    stamp(geodata, About())
    assert kept_releases(geodata) == tuple(sorted((first, second, third)))
    history = read_history(geodata)
    assert [(e.release, e.author, e.note) for e in history] == [
        (first, "", ""),
        (second, "Amt", "Umbenannt"),
        (third, "", ""),
    ]
    assert history[1].changes is not None
    assert {i.id for i in history[1].changes.indicators} >= {"unemployed", "unemployed_per_100"}
    assert f"{second} of {history[1].date} is shown again" in undo(geodata, About())
    assert digest(geodata) == second
    undo(geodata, About())
    assert digest(geodata) == first
    with pytest.raises(DataError, match="no release before this one"):
        undo(geodata, About())
    roll_back(geodata, third, About(how="rollback"))
    assert digest(geodata) == third
    assert [e.how for e in read_history(geodata)] == ["made", "made", "made", "undo", "undo", "rollback"]
    assert not_noted(geodata, third) is None
    assert load(geodata).release == third
    with pytest.raises(UnknownKeyError, match="'0123456789ab'"):
        roll_back(geodata, "0123456789ab", About())


def test_undoing_an_edit_that_was_never_noted_leads_to_what_was_noted_and_keeps_the_edit(geodata: Path) -> None:
    stamp(geodata, About())
    first = digest(geodata)
    edited = edit(geodata, "Arbeitslose", "Arbeitssuchende")
    told = not_noted(geodata, edited)
    assert told is not None
    assert first in told
    undo(geodata, About())
    assert digest(geodata) == first
    assert edited in kept_releases(geodata)


def test_a_state_that_cannot_be_shown_is_no_release(geodata: Path) -> None:
    stamp(geodata, About())
    edited = edit(geodata, "decimals: 1", "decimals: 9")
    before = read_history(geodata)
    with pytest.raises(DataError, match=r"work\.yaml.*Nothing was written") as error:
        stamp(geodata, About())
    assert ".geodata.new" not in str(error.value)
    assert (digest(geodata), read_history(geodata)) == (edited, before)


def small(folder: Path, parts: int = 12) -> Path:
    """Make a folder of the least that a release needs."""
    (folder / "tables").mkdir(parents=True)
    for i in range(parts):
        (folder / "tables" / f"{i}.txt").write_text("0" * 20_000, encoding="utf-8")
    with staged(folder) as made:
        keep(made, made)
    return folder


#: Starts a writer for each line that it reads: one release after the other, all files of one with the same sign.
WRITERS = """
import os, sys
from itertools import count
from pathlib import Path
from atlas.build import publish
publish._changes = lambda *_: None  # of texts nothing can be compared
for line in sys.stdin:
    writer = os.fork()
    if not writer:
        for turn in count(int(line)):
            with publish.published(Path(sys.argv[1]), publish.About(), []) as made:
                for path in (made / "tables").iterdir():
                    path.write_text(str(turn % 5) * 20_000, encoding="utf-8")
            print(os.getpid(), flush=True)
    os.waitpid(writer, 0)
    print("ended", flush=True)
"""


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory: writes wait for the disk, and on a busy one hundreds of them wait for minutes.

    What a killed process leaves behind is the same there: only a power cut tells memory and disk apart.
    """
    memory = Path("/dev/shm")  # noqa: S108  the folder itself gets a name that nobody can guess
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as name:
        yield Path(name)


def told(nursery: subprocess.Popen[str]) -> str:
    """Read a line; where the nursery has ended none would ever come, and waiting for one would not end."""
    assert nursery.stdout is not None
    line = nursery.stdout.readline()
    assert line, f"the nursery ended with {nursery.wait()}"
    return line


def test_whenever_a_write_is_killed_the_folder_is_whole_and_every_kept_release_too(quick_path: Path) -> None:
    one, other = quick_path / "one", quick_path / "other"
    one.mkdir()
    other.mkdir()
    if not exchange(one, other):
        pytest.skip("folders cannot be exchanged in one step here: files are taken over one by one")
    folder, moment = small(quick_path / "geodata"), Random(5)  # noqa: S311  the same moments in each run
    command = [sys.executable, "-c", WRITERS, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdin is not None
        for point in range(50):
            nursery.stdin.write(f"{point}\n")
            nursery.stdin.flush()
            writer = int(told(nursery))
            begin = time.monotonic()
            assert int(told(nursery)) == writer
            time.sleep((time.monotonic() - begin) * moment.random() * 1.5)
            os.kill(writer, signal.SIGKILL)
            while told(nursery) != "ended\n":
                pass
            signs = {(p.read_text(encoding="utf-8")[:1], p.stat().st_size) for p in (folder / "tables").iterdir()}
            assert len(signs) == 1
            assert {size for _sign, size in signs} == {20_000}
            now = digest(folder)
            assert not_noted(folder, now) is None
            assert read_history(folder)[-1].release == now
            assert now in kept_releases(folder)
            assert list(broken_releases(folder)) == []
        nursery.stdin.close()


#: Works on a folder and starts another program meanwhile, as a build does that asks npm for borders.
WITH_A_CHILD = """
import subprocess, sys
from pathlib import Path
from atlas.build.staging import staged
with staged(Path(sys.argv[1])):
    child = subprocess.Popen(["sleep", "60"])
    print(child.pid, flush=True)
    child.wait()
"""


def test_a_killed_write_keeps_nobody_off_though_a_program_that_it_started_lives_on(tmp_path: Path) -> None:
    folder = small(tmp_path / "geodata")
    command = [sys.executable, "-c", WITH_A_CHILD, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        child = int(told(writer))
        try:
            with pytest.raises(DataError, match="wait until it has ended"), staged(folder):
                pass
            writer.kill()
            writer.wait()
            with staged(folder) as made:
                assert made.is_dir()
            os.kill(child, 0)  # it lives
        finally:
            os.kill(child, signal.SIGKILL)


FULL = """
import resource, sys
from pathlib import Path
from atlas.build import publish
from atlas.errors import AtlasError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with publish.published(Path(sys.argv[1]), publish.About(), []) as made:
        (made / "tables" / "0.txt").write_bytes(b"x" * 30_000)
except AtlasError as error:
    print(error)
"""


@pytest.mark.parametrize("most", [10_000, 25_000])  # the copy does not fit; what is new does not fit
def test_where_there_is_no_room_one_sentence_says_so_and_all_stays(tmp_path: Path, most: int) -> None:
    folder = small(tmp_path / "geodata")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), str(most)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (sentence,) = told.stdout.splitlines()
    assert re.search(r"geodata: found a place that cannot be written \(File too large\).*make room.*stays\.", sentence)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["geodata"]


def test_two_writes_at_once_are_one_and_a_refusal(tmp_path: Path) -> None:
    folder = small(tmp_path / "geodata")
    first = digest(folder)
    with staged(folder), pytest.raises(DataError, match="wait until it has ended"), published(folder, About(), []):
        pass
    assert kept_releases(folder) == (first,)


def test_a_folder_that_is_taken_over_file_by_file_is_refused_until_that_has_ended(
    geodata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas.build.publish._changes", lambda *_args: None)  # what changed is another test's affair
    stamp(geodata, About())
    first = digest(geodata)
    second = edit(geodata, "Arbeitslose", "Arbeitssuchende")
    monkeypatch.setattr("atlas.build.staging.exchange", lambda *_args: False)
    stamp(geodata, About())
    assert load(geodata).release == second
    writes = iter(range(3))

    def killed(*_args: object) -> None:
        if next(writes, None) is None:
            raise KeyboardInterrupt

    original = sys.modules["atlas.build.staging"].write_beside

    def write(path: Path, content: str | bytes) -> None:
        killed()
        original(path, content)

    third = edit(geodata, "Arbeitssuchende", "Personen ohne Arbeit")
    monkeypatch.setattr("atlas.build.staging.write_beside", write)
    with pytest.raises(KeyboardInterrupt):
        roll_back(geodata, first, About())
    assert third not in {first, second}
    assert (geodata / UNFINISHED).is_file()
    with pytest.raises(DataError, match="rollback ID"):
        load(geodata)
    monkeypatch.setattr("atlas.build.staging.write_beside", original)
    roll_back(geodata, first, About())
    assert load(geodata).release == first
    assert not (geodata / UNFINISHED).exists()
