"""The sheet: title above, map and legend side by side or one above the other, notes and QR code at the foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from atlas.model import Level
from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.representation import HIDDEN, NO_DATA, OUTSIDE
from atlas.views.map.summary import alternative_text, section_line
from atlas.views.print.area_paths import STEP, Frame, area_paths, filled_areas, fitted, neighbour_lines
from atlas.views.print.credits import credit_lines
from atlas.views.print.furniture import hatches, qr_code, scale_bar
from atlas.views.print.inks import COLOUR, GREY
from atlas.views.print.legend_svg import Drawing, Place, legend_svg
from atlas.views.print.outlines import outlined
from atlas.views.print.place_names import names
from atlas.views.print.typeset import BOLD, FAMILIES, Text, column, even, font_style, safe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from atlas.views.map.legend_content import Legend
    from atlas.views.map.scene import Scene
    from atlas.views.print.inks import Inks
    from atlas.views.print.sheets import Sheet

#: Millimetres at type size 1.
TITLE, SUBTITLE, NOTE, LEGEND, GAP, QR = 6.2, 4.0, 2.35, 64.0, 6.0, 21.0
#: Radius of the largest circle as a share of the map's width: as on the screen, where the map is 700 pixels wide.
CIRCLE_SHARE = LARGEST_PX / 700
#: Areas beside the one district that a sheet shows.
MUTED = "#f4f4f4"
#: From this width of the map on, in millimetres, the finer outlines are worth their bytes.
FINE_FROM = 150


def print_map(
    scene: Scene, sheet: Sheet, address: str, made_on: dt.date, *, grey: bool = False, outlines: bool = False
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
    outlines : bool
        Type as shapes, which look alike in every program; else as text.

    Returns
    -------
    str
        SVG with text as text and the font in it, or with outlines alone; the map is drawn in EPSG:25832.

    Raises
    ------
    DataError
        Two indicators in grey.
    """
    fills, write = scene.representation.fills(scene.row, grey=grey), outlined if outlines else Text.svg
    page = _Page(scene, sheet, GREY if grey else COLOUR, fills, write)
    head = page.head()
    foot = page.foot(credit_lines(scene, made_on), address)
    frame, key = page.body(_told(scene, grey=grey), head.height, foot.height)
    body = "".join((page.map(frame), *(part.svg(write) for part in (key, head, foot))))
    return _wrapped(body, sheet, (scene.title, alternative_text(scene)), "" if outlines else font_style())


def _told(scene: Scene, *, grey: bool) -> Legend:
    """Add to the legend what is counted where only a section is shown."""
    legend = scene.legend(grey=grey)
    return replace(legend, scope=" ".join(filter(None, (legend.scope, section_line(scene)))))


def _wrapped(body: str, sheet: Sheet, said: tuple[str, str], style: str) -> str:
    title, description = said
    w, h = f"{sheet.width:.4f}".rstrip("0").rstrip("."), f"{sheet.height:.4f}".rstrip("0").rstrip(".")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}" role="img"'
        f' aria-labelledby="title desc" font-family="{FAMILIES}"><title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(description)}</desc><defs>{style}{hatches(STEP)}</defs>'
        f'<rect width="{w}" height="{h}" fill="#ffffff"/>{body}</svg>\n'
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet while it is being composed."""

    scene: Scene
    sheet: Sheet
    inks: Inks
    fills: tuple[str, ...]
    write: Callable[[Text, Inks], str]

    @property
    def edge(self) -> float:
        """How far into the margin a wider face may reach; a preview is a picture, always in the shipped font."""
        return self.sheet.margin - 1 if self.sheet.full else self.sheet.width

    def head(self) -> Drawing:
        sheet, scene = self.sheet, self.scene
        made, room = Drawing(self.inks), sheet.width - 2 * sheet.margin
        at, size = (sheet.margin, sheet.margin), TITLE * sheet.size
        narrow = even(scene.title, size, safe(room, self.edge, BOLD), BOLD, most=3)
        lines, y = column(scene.title, at, size, narrow, weight=BOLD, most=3)
        at, size = (sheet.margin, y), SUBTITLE * sheet.size
        more, y = column(subtitle(scene), at, size, safe(room, self.edge), colour="soft", most=2)
        made.texts, made.height = [*lines, *more], y + 0.6 * GAP * sheet.size
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
        lines: list[Text] = []
        y = 0.0
        for note in notes:
            most, spare = (0, 0.8 * GAP * sheet.size) if sheet.full else (2, self.edge)
            set_, y = column(note, (sheet.margin, y), size, safe(room, spare), colour="soft", most=most)
            lines += set_
        high = max(y, side) if sheet.full else y
        top = sheet.height - sheet.margin - high
        made.texts = [replace(t, y=t.y + top) for t in lines]
        if sheet.full:
            made.shapes.append(qr_code(address, sheet.width - sheet.margin - side, top, side))
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

    def map(self, frame: Frame) -> str:
        scene, sheet, state = self.scene, self.sheet, self.scene.state
        detail = "fine" if frame.width >= FINE_FROM and sheet.full else "coarse"
        into = f'transform="translate({frame.x:.2f} {frame.y:.2f}) scale({STEP})"'
        thin = 0.12 * sheet.size / STEP
        paths = area_paths(scene, state.level, detail, frame)
        hatches_ = {NO_DATA: "url(#no-data-map)", HIDDEN: "url(#hidden-map)", OUTSIDE: MUTED}
        areas = filled_areas(scene, paths, dict(enumerate(self.fills)) | hatches_)
        borders = (
            self.outlines(area_paths(scene, Level.DISTRICT, detail, frame), 3 * thin, "districts")
            if state.level in {Level.MUNICIPALITY, Level.ASSOCIATION}
            else ""
        )
        chosen = "".join(paths[code] for code in state.regions)
        bar, bar_names, bar_room = scale_bar(
            frame, frame.x + sheet.size, frame.y + frame.height - sheet.size, sheet.size, self.inks
        )
        labels = names(scene, frame, sheet.size, bar_room)
        # the whole state fits into the frame; only a section of it needs the clip, which is slow to paint
        clip = f'<clipPath id="frame"><rect {_box(frame)}/></clipPath><g clip-path="url(#frame)">'
        cut, end = (clip, "</g>") if state.bbox or state.focus else ("", "")
        return (
            f'<rect {_box(frame)} fill="#f7f7f7"/>'
            f'<path {into} class="neighbours" d="{neighbour_lines(scene, frame)}" fill="none" stroke="#c6c6c6"'
            f' stroke-width="{thin:.2f}"/>'
            f'{cut}<g {into} stroke="#ffffff" stroke-width="{thin:.2f}" stroke-linejoin="round">{areas}</g>'
            f"<g {into}>{borders}{self.selected(chosen, thin)}</g>{self.circles(frame)}{end}"
            f"{bar}{''.join(self.write(t, self.inks) for t in (*bar_names, *labels))}"
        )

    def outlines(self, paths: dict[str, str], wide: float, name: str) -> str:
        lines = "".join(paths.values())
        line = f'fill="none" stroke="{self.inks.soft}" stroke-width="{wide:.2f}" stroke-linejoin="round"'
        return f'<path class="{name}" d="{lines}" {line}/>'

    def selected(self, path: str, thin: float) -> str:
        """Draw the outline of selected areas twice, so that it reads on every class."""
        if not path:
            return ""
        return "".join(
            f'<path class="selected" d="{path}" fill="none" stroke="{colour}" stroke-width="{wide * thin:.2f}"'
            ' stroke-linejoin="round"/>'
            for colour, wide in ((self.inks.paper, 8.5), (self.inks.ink, 4.5))
        )

    def circles(self, frame: Frame) -> str:
        """Draw the circles of counts, the large ones first."""
        scene, parts = self.scene, []
        for code, share in sorted(scene.circles.items(), key=lambda item: -item[1]):
            x, y = frame.place(scene.areas[code].lon, scene.areas[code].lat)
            r = CIRCLE_SHARE * frame.width * share
            parts.append(f'<circle data-code="{code}" cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}"/>')
        if not parts:
            return ""
        look = f'fill="{self.inks.accent}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"'
        return f'<g class="circles" {look}>{"".join(parts)}</g>'


def subtitle(scene: Scene) -> str:
    """Say where, when and in which unit."""
    where = scene.where[:1].upper() + scene.where[1:]
    section = scene.words("section")
    where += f" ({section})" if scene.state.bbox else ""
    return f"{where}, {scene.state.year}" + (f" \N{MIDDLE DOT} {scene.unit}" if scene.unit else "")


def _box(frame: Frame) -> str:
    return f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'
