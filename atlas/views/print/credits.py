"""What stands at the foot of a sheet: whose figures and borders, what was done to them, which release, which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from atlas.views.map.scene import Scene


def credit_lines(scene: Scene, made_on: dt.date) -> tuple[str, ...]:
    """Write the notes; the first two are what licences ask for and stand on every picture."""
    edition, words = scene.edition, scene.words
    territory = scene.state.territory
    owner, date = edition.scope.credit(territory), words.day(territory)
    figures = "; ".join(_credit(s.attribution, s.licence, s.licence_url) for s in scene.sources)
    borders = _credit(owner.attribution, owner.licence, owner.licence_url)
    changed = words("Figures were joined with areas and rounded, borders were simplified. Release {release} of {day}.")
    return (
        words("Figures: {sources}.").format(sources=figures),
        words("Borders: {borders}. Areas as of {date}.").format(borders=borders, date=date),
        *((" ".join(scene.recipe),) if scene.recipe else ()),
        changed.format(release=edition.release, day=words.day(edition.released)),
        words("{atlas}, made on {day}.").format(atlas=words.own(edition.scope.title), day=words.day(made_on)),
    )


def _credit(attribution: str, licence: str, address: str) -> str:
    """Name a licence once: some publishers have it in what they want to be called."""
    return ", ".join((attribution, address) if licence in attribution else (attribution, licence, address))
