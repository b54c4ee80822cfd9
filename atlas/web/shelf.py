"""The atlas that is shown, and former ones on demand; a new release is noticed, read beside the old, and swapped in."""

from __future__ import annotations

import gc
import logging
from collections import OrderedDict
from dataclasses import replace
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from atlas.data.history import Entry, read_history
from atlas.data.kept import broken_releases, kept_folder, kept_releases
from atlas.data.load import load
from atlas.data.regions.atlas_with import without_regions
from atlas.data.regions.official import with_official
from atlas.data.release import FILE, not_noted, release_date
from atlas.errors import AtlasError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from atlas.data.store import Atlas

    Mark = tuple[int, int, int]

LOG = logging.getLogger(__name__)
#: How often a worker looks for a new release, at most.
LOOK_SECONDS = 1.0
#: Former releases that a worker holds at once, and for how long after the last question.
MOST_FORMER, IDLE_SECONDS = 2, 300.0


class Shelf:
    """Holds the atlas that is shown, and gives former ones.

    Parameters
    ----------
    atlas : Atlas
        What is shown at first.
    folder : Path, optional
        The data folder that is watched; without it nothing but `atlas` is there.
    mark : tuple of int, optional
        What told its releases apart before it was read.
    """

    def __init__(self, atlas: Atlas, folder: Path | None = None, mark: Mark | None = None) -> None:
        self.folder, self._now, self._mark = folder, atlas, mark
        self._prepare: Callable[[Atlas], object] = lambda _atlas: None
        self._tidy: Callable[[], None] = lambda: None
        self._watched, self._looked = False, 0.0
        self._taking, self._reading = Lock(), Lock()
        self._former: OrderedDict[str, tuple[Atlas, float]] = OrderedDict()

    def watch(self, prepare: Callable[[Atlas], object], tidy: Callable[[], None]) -> None:
        """Begin to look for new releases: once all is ready, as a thread does not survive the fork of a worker.

        Parameters
        ----------
        prepare : callable
            Called with an atlas before it is shown, the present one too.
        tidy : callable
            Called when one has gone.
        """
        self._prepare, self._tidy = prepare, tidy
        prepare(self._now)
        tidy()
        self._watched = self.folder is not None

    def now(self) -> Atlas:
        """Give the atlas that is shown; look for a new release now and then."""
        if self._watched and monotonic() - self._looked > LOOK_SECONDS:
            self._looked = monotonic()
            self._look()
        return self._now

    def of(self, release: str) -> Atlas | None:
        """Give the atlas of a release: the one that is shown, or a kept one; None where it is neither."""
        shown = self.now()
        if release == shown.release:
            return shown
        with self._reading:
            held = self._former.pop(release, None)
            atlas = held[0] if held else self._read(release)
            if atlas is not None:
                self._hold(atlas)
        return atlas

    def there(self) -> list[tuple[str, dt.date]]:
        """List the releases that can be shown, the newest first."""
        shown = self.now()
        found = {shown.release: shown.released}
        if self.folder is not None:
            kept = {r: release_date(self.folder / "releases" / r, r) for r in kept_releases(self.folder)}
            found = kept | found
        return sorted(found.items(), key=lambda item: (item[1], item[0] == shown.release), reverse=True)

    def history(self) -> tuple[Entry, ...]:
        """List what was shown, the oldest first; what is shown alone where the list cannot be read."""
        shown = self.now()
        alone = (Entry(release=shown.release, date=shown.released),)
        try:
            return read_history(self.folder) if self.folder is not None else alone
        except AtlasError as error:
            LOG.warning("%s", error)
            return alone

    def area_file(self, name: str) -> Path | None:
        """Find a file of outlines, whose name holds a digest: of what is shown, or of a kept release."""
        shown = self._now
        if any(name == x.file for x in (*shown.manifest.layers, shown.manifest.background)):
            return shown.folder / "areas" / name
        if self.folder is None or ".." in name.split("/"):
            return None
        places = (self.folder / "releases" / r / "areas" / name for r in kept_releases(self.folder))
        return next((p for p in places if p.name.endswith(".json.br") and p.is_file()), None)

    def _hold(self, atlas: Atlas) -> None:
        self._former[atlas.release] = (atlas, monotonic())
        while len(self._former) > MOST_FORMER:
            self._former.popitem(last=False)

    def _read(self, release: str) -> Atlas | None:
        if self.folder is None or release not in kept_releases(self.folder):
            return None
        try:
            return load(kept_folder(self.folder, release))
        except AtlasError as error:
            LOG.warning("%s", error)
            return None

    def _look(self) -> None:
        self._let_go()
        assert self.folder is not None  # noqa: S101  nothing is watched without it
        mark = mark_of(self.folder)
        if mark not in {None, self._mark} and self._taking.acquire(blocking=False):
            Thread(target=self._take, args=(mark,), daemon=True).start()

    def _let_go(self) -> None:
        """Let former atlases go that nobody has asked for of late."""
        late = monotonic() - IDLE_SECONDS
        if any(at < late for _atlas, at in self._former.values()):
            with self._reading:
                for release in [r for r, (_atlas, at) in self._former.items() if at < late]:
                    del self._former[release]
            self._tidied()

    def _tidied(self) -> None:
        gc.collect()  # what is kept on an atlas points back to it
        self._tidy()

    def _take(self, mark: Mark) -> None:
        """Read the new release beside the one that is shown, and swap; requests under way keep theirs."""
        try:
            assert self.folder is not None  # noqa: S101  nothing is watched without it
            atlas = read(self.folder)
            if mark_of(self.folder) != mark:
                return  # written again meanwhile: the next look takes it
            if atlas.release != self._now.release:
                self._prepare(atlas)
                former, self._now = self._now, atlas
                with self._reading:
                    self._former.pop(atlas.release, None)
                    self._hold(former)
                LOG.info("release %s of %s is shown now", atlas.release, atlas.released)
            self._mark = mark
        except AtlasError as error:
            self._mark = mark
            LOG.error("%s Release %s goes on being shown.", error, self._now.release)  # noqa: TRY400  one sentence
        finally:
            self._taking.release()
            self._tidied()


def mark_of(folder: Path) -> Mark | None:
    """Tell the states of a folder apart without reading it; None while it is none."""
    try:
        stamp = (folder / FILE).stat()
        return folder.stat().st_ino, stamp.st_ino, stamp.st_mtime_ns
    except OSError:
        return None


def read(folder: Path) -> Atlas:
    """Read a data folder; files are then taken from the kept release, which stays where the folder is exchanged."""
    atlas = load(folder)
    try:
        # regions draw their outlines from the folder too
        return with_official(replace(without_regions(atlas), folder=kept_folder(folder, atlas.release)))
    except AtlasError:
        return atlas


def open_shelf(folder: Path) -> Shelf:
    """Read the data folder; an `AtlasError` says what is wrong with it, a warning what is wrong with its releases."""
    mark = mark_of(folder)
    atlas = read(folder)
    for sentence in (not_noted(folder, atlas.release), *broken_releases(folder)):
        if sentence:
            LOG.warning("%s", sentence)
    return Shelf(atlas, folder, mark)
