"""The sheet: title above, map and legend side by side or one above the other, notes and QR code at the foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from atlas.views.map.legend_content import ClassKey
from atlas.views.map.reading_aid import reading_aid
from atlas.views.map.section import section_legend, section_line
from atlas.views.map.summary import alternative_text, of_date
from atlas.views.print.area_paths import STEP, Frame, fitted
from atlas.views.print.credits import credit_lines
from atlas.views.print.furniture import qr_code
from atlas.views.print.inks import COLOUR, GREY
from atlas.views.print.legend_svg import legend_svg
from atlas.views.print.locator import locator
from atlas.views.print.map_svg import CIRCLE_SHARE, map_svg
from atlas.views.print.outlines import outlined
from atlas.views.print.own_title import whose
from atlas.views.print.patterns import patterns
from atlas.views.print.pen import SMALL, Drawing, Place
from atlas.views.print.typeset import BOLD, FAMILIES, Text, column, even, font_style, safe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from atlas.views.map.legend_content import Legend
    from atlas.views.map.scene import Scene
    from atlas.views.print.inks import Inks
    from atlas.views.print.map_svg import Write
    from atlas.views.print.sheets import Sheet
    from atlas.views.print.typeset import Box

#: Millimetres at type size 1.
TITLE, SUBTITLE, NOTE, LEGEND, GAP, QR = 6.2, 4.0, SMALL, 64.0, 6.0, 21.0


def print_map(
    scene: Scene,
    sheet: Sheet,
    address: str,
    made_on: dt.date,
    *,
    grey: bool = False,
    title: str = "",
    outlines: bool = False,
) -> str:
    """Compose the map of a view.

    Parameters
    ----------
    scene : Scene
        What is shown.
    sheet : Sheet
        Where it is printed; the drawing's unit is the millimetre.
    address : str
        Absolute address of the view, printed as text and QR code.
    made_on : date
        The day that is printed on the sheet; all else depends on the data alone.
    grey : bool
        Shades of grey for copies in black and white.
    title : str
        A heading that readers chose for themselves (`atlas.views.print.own_title`); empty for the indicator's.
    outlines : bool
        Type as shapes, which look alike in every program; else as text.

    Returns
    -------
    str
        SVG with text as text and the font in it, or with outlines alone; the map is drawn in EPSG:25832.

    """
    laid = lay_out(scene, sheet, address, made_on, grey=grey, title=title)
    write = outlined if outlines else Text.svg
    parts = (laid.where, laid.key, laid.head, laid.foot)
    body = "".join((laid.map(write), *(part.svg(write) for part in parts)))
    said = (title or scene.title, alternative_text(scene))
    return wrapped_svg(body, sheet, ("" if outlines else font_style()) + laid.patterns, said)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A sheet whose parts have their places.

    Attributes
    ----------
    map : callable
        Draws the map, with type as text or outlines.
    frame : Frame
        Where the map lies.
    where, head, key, foot : Drawing
        Locator, title, legend, and notes with the QR code.
    patterns : str
        What fills areas and swatches, for ``<defs>``.
    """

    map: Callable[[Write], str]
    frame: Frame
    where: Drawing
    head: Drawing
    key: Drawing
    foot: Drawing
    patterns: str


def lay_out(
    scene: Scene, sheet: Sheet, address: str, made_on: dt.date, *, grey: bool = False, title: str = ""
) -> LaidOut:
    """Share the sheet between map, legend, title and notes; the parameters are those of `print_map`."""
    fills = scene.representation.fills(scene.row, grey=grey)
    page = _Page(scene, sheet, GREY if grey else COLOUR)
    head = page.head(title)
    foot = page.foot(credit_lines(scene, made_on), address)
    frame, key = page.body(_told(scene, sheet, grey=grey), head.height, foot.height)
    where = locator(scene, frame, page.beside(key, foot.height), page.inks)

    def draw_map(write: Write) -> str:
        return map_svg(scene, sheet, frame, page.inks, fills, write)

    return LaidOut(draw_map, frame, where, head, key, foot, patterns(fills, STEP))


def _told(scene: Scene, sheet: Sheet, *, grey: bool) -> Legend:
    """Add to the legend a reading aid, and what is counted where only a section is shown; a preview has the key."""
    legend = section_legend(scene, grey=grey)
    if not sheet.full:
        against = legend.benchmark if isinstance(legend.key, ClassKey) else None
        return replace(legend, remarks=(), range_text="", note="", benchmark=against)
    remarks = (*legend.remarks, *filter(None, (reading_aid(scene),)))
    return replace(legend, remarks=remarks, scope=" ".join(filter(None, (legend.scope, section_line(scene)))))


def wrapped_svg(body: str, sheet: Sheet, defined: str, said: tuple[str, str]) -> str:
    """Write a sheet with its title and description; `defined` is what its shapes refer to."""
    title, description = said
    w, h = f"{sheet.width:.4f}".rstrip("0").rstrip("."), f"{sheet.height:.4f}".rstrip("0").rstrip(".")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}" role="img"'
        f' aria-labelledby="title desc" font-family="{FAMILIES}"><title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(description)}</desc><defs>{defined}</defs>'
        f'<rect width="{w}" height="{h}" fill="#ffffff"/>{body}</svg>\n'
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet while it is being composed."""

    scene: Scene
    sheet: Sheet
    inks: Inks

    @property
    def edge(self) -> float:
        """How far into the margin a wider face may reach; a preview is a picture, always in the shipped font."""
        return self.sheet.margin - 1 if self.sheet.full else self.sheet.width

    def head(self, title: str) -> Drawing:
        """Set the title; below one that a reader chose stands the indicator, and whose title it is."""
        sheet, scene = self.sheet, self.scene
        made, room = Drawing(self.inks), sheet.width - 2 * sheet.margin
        below = f"{scene.title} \N{MIDDLE DOT} {subtitle(scene)}" if title else subtitle(scene)
        # only a preview, which has a fixed height, may cut what the atlas itself calls a map
        most = 0 if sheet.full or title else 3
        title, chosen = title or scene.title, bool(title)
        at, size = (sheet.margin, sheet.margin), TITLE * sheet.size
        narrow = even(title, size, safe(room, self.edge, BOLD), BOLD, most=most)
        lines, y = column(title, at, size, narrow, weight=BOLD, most=most)
        made.say("h1", lines, title)
        at, size = (sheet.margin, y), SUBTITLE * sheet.size
        lines, y = column(below, at, size, safe(room, self.edge), colour="soft", most=most)
        made.say("p", lines, below)
        if chosen:
            mark, size = whose(scene.words), NOTE * sheet.size
            lines, y = column(mark, (sheet.margin, y), size, safe(room, self.edge), colour="soft")
            made.say("p", lines, mark)
        made.height = y + 0.6 * GAP * sheet.size
        return made

    def foot(self, credits_: tuple[str, ...], address: str) -> Drawing:
        """Set the notes; ``height`` is how far up from the lower edge they reach."""
        sheet = self.sheet
        size, room = NOTE * sheet.size, sheet.width - 2 * sheet.margin
        made, side = Drawing(self.inks), QR * sheet.size
        same = self.scene.words("The same view: {address}").format(address=address)
        notes = (*credits_, same) if sheet.full else credits_[:2]
        if sheet.full:
            room -= side + GAP * sheet.size
        lines: list[tuple[str, list[Text]]] = []
        y = 0.0
        for note in notes:
            most, spare = (0, 0.8 * GAP * sheet.size) if sheet.full else (2, self.edge)
            set_, y = column(note, (sheet.margin, y), size, safe(room, spare), colour="soft", most=most)
            lines.append((note, set_))
        high = max(y, side) if sheet.full else y
        top = sheet.height - sheet.margin - high
        for note, set_ in lines:
            made.say("p", [replace(t, y=t.y + top) for t in set_], note)
        if sheet.full:
            left = sheet.width - sheet.margin - side
            if code := qr_code(address, left, top, side):
                told = self.scene.words("QR code of the same view")
                made.show([code], (left, top, left + side, top + side), told)
            line = f"M{sheet.margin} {top - 0.4 * GAP * sheet.size:.2f}H{sheet.width - sheet.margin}"
            made.shapes.append(f'<path d="{line}" stroke="{self.inks.hair}" stroke-width="0.2" fill="none"/>')
        made.height = sheet.height - top + 0.8 * GAP * sheet.size
        return made

    def body(self, legend: Legend, top: float, foot: float) -> tuple[Frame, Drawing]:
        """Share the room between map and legend."""
        sheet, words = self.sheet, self.scene.words
        size, left, high = sheet.size, sheet.margin, sheet.height - top - foot
        if sheet.upright:
            room = sheet.width - 2 * left
            wide = min(room, 1.6 * LEGEND * size)
            # drawn once for its height, which the map leaves it, and once in its place
            spare = self.edge + room - wide
            tall = legend_svg(legend, Place(left, 0.0, wide, size, CIRCLE_SHARE * room, spare), self.inks, words).height
            frame = fitted(self.scene, left, top, room, high - tall - GAP * size)
            place = Place(left, top + frame.height + GAP * size, wide, size, CIRCLE_SHARE * room, spare)
        else:
            beside = LEGEND * size
            frame = fitted(self.scene, left, top, sheet.width - 2 * left - beside - GAP * size, high)
            place = Place(sheet.width - left - beside, top, beside, size, CIRCLE_SHARE * frame.width, self.edge)
        return frame, legend_svg(legend, place, self.inks, words)

    def beside(self, key: Drawing, foot: float) -> Box:
        """Find the room that the legend leaves: below it, or beside it on an upright sheet."""
        sheet = self.sheet
        right, low = sheet.width - sheet.margin, sheet.height - foot
        if sheet.upright:
            return right - 0.7 * LEGEND * sheet.size, low - key.height, right, low
        return right - LEGEND * sheet.size, key.top + key.height + GAP * sheet.size, right, low


def subtitle(scene: Scene) -> str:
    """Say where, when and in which unit."""
    where = scene.where[:1].upper() + scene.where[1:]
    section = scene.words("section")
    where += f" ({section})" if scene.state.bbox else ""
    if scene.state.change_from:
        return f"{where} \N{MIDDLE DOT} {scene.legend().title}{of_date(scene)}"
    unit = f" \N{MIDDLE DOT} {scene.unit}" if scene.unit else ""
    return f"{where}, {scene.state.year}{unit}{of_date(scene)}"
