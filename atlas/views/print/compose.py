"""The sheet: title above, map and legend side by side or one above the other, notes and QR code at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from atlas.model import Level
from atlas.views.map.summary import alternative_text
from atlas.views.print.content import CIRCLE, HIDDEN, NO_DATA, Content, content
from atlas.views.print.furniture import hatches, names, qr_code, scale_bar
from atlas.views.print.ground import STEP, Frame, area_paths, fitted, neighbour_lines
from atlas.views.print.legend_svg import HAIR, Drawing, legend
from atlas.views.print.typeset import BOLD, FAMILIES, INK, SOFT, Text, column, font_style

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.views.print.sheets import Sheet
    from atlas.words.words import Words

#: Millimetres at type size 1.
TITLE, SUBTITLE, NOTE, LEGEND, GAP, QR = 6.2, 4.0, 2.35, 64.0, 6.0, 21.0
#: Radius of the largest circle as a share of the map's width: as on the screen, where 34 pixels go with 700.
CIRCLE_SHARE = 34 / 700
#: From this width of the map on, in millimetres, the finer outlines are worth their bytes.
FINE_FROM = 150
EMPTY = "#ececec"
#: Colours of type and lines in a copy without colour.
GREYS = {CIRCLE: "#404040", INK: "#1c1c1c", SOFT: "#555555", HAIR: "#a0a0a0"}


def print_map(
    atlas: Atlas,
    state: ViewState,
    sheet: Sheet,
    address: str,
    made_on: dt.date,
    words: Words,
    *,
    grey: bool = False,
) -> str:
    """Compose the map of a view.

    Parameters
    ----------
    atlas, state
        What is known, and what of it is shown.
    sheet : Sheet
        Where it is printed; the drawing's unit is the millimetre.
    address : str
        Absolute address of the view, printed as text and QR code.
    made_on : date
        The day that is printed on the sheet; all else depends on the data alone.
    words : Words
        Language of the texts.
    grey : bool
        Shades of grey for copies in black and white.

    Returns
    -------
    str
        SVG with text as text and the font in it; the map is drawn in EPSG:25832.

    Raises
    ------
    DataError
        Two indicators in grey.
    """
    said = content(atlas, state, made_on, words, grey=grey)
    head = _head(said, sheet)
    foot = _foot(said, sheet, address, words)
    frame, key = _body(atlas, state, said, sheet, head.height, foot.height, words)
    body = "".join((_map(atlas, state, said, frame, sheet), key.svg(), head.svg(), foot.svg()))
    drawing = _wrapped(body, sheet, said.title, alternative_text(atlas, state, words))
    for colour, shade in GREYS.items() if grey else ():
        drawing = drawing.replace(colour, shade)
    return drawing


def _wrapped(body: str, sheet: Sheet, title: str, description: str) -> str:
    w, h = f"{sheet.width:.4f}".rstrip("0").rstrip("."), f"{sheet.height:.4f}".rstrip("0").rstrip(".")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}" role="img"'
        f' aria-labelledby="title desc" font-family="{FAMILIES}"><title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(description)}</desc><defs>{font_style()}{hatches(STEP)}</defs>'
        f'<rect width="{w}" height="{h}" fill="#ffffff"/>{body}</svg>\n'
    )


def _head(said: Content, sheet: Sheet) -> Drawing:
    made, room = Drawing(), sheet.width - 2 * sheet.margin
    lines, y = column(said.title, (sheet.margin, sheet.margin), TITLE * sheet.size, room, weight=BOLD, most=3)
    more, y = column(said.subtitle, (sheet.margin, y), SUBTITLE * sheet.size, room, colour=SOFT, most=2)
    made.texts, made.height = [*lines, *more], y + 0.6 * GAP * sheet.size
    return made


def _foot(said: Content, sheet: Sheet, address: str, words: Words) -> Drawing:
    """Set the notes; ``height`` is how far up from the lower edge they reach."""
    size, room = NOTE * sheet.size, sheet.width - 2 * sheet.margin
    made, side = Drawing(), QR * sheet.size
    notes = (
        (*said.credits, words("The same view: {address}").format(address=address)) if sheet.full else said.credits[:2]
    )
    if sheet.full:
        room -= side + GAP * sheet.size
    lines: list[Text] = []
    y = 0.0
    for note in notes:
        set_, y = column(note, (sheet.margin, y), size, room, colour=SOFT, most=0 if sheet.full else 2)
        lines += set_
    high = max(y, side) if sheet.full else y
    top = sheet.height - sheet.margin - high
    made.texts = [Text(t.x, t.y + top, t.text, t.size, colour=t.colour) for t in lines]
    if sheet.full:
        made.shapes.append(qr_code(address, sheet.width - sheet.margin - side, top, side))
        line = f"M{sheet.margin} {top - 0.4 * GAP * sheet.size:.2f}H{sheet.width - sheet.margin}"
        made.shapes.append(f'<path d="{line}" stroke="{HAIR}" stroke-width="0.2" fill="none"/>')
    made.height = sheet.height - top + 0.8 * GAP * sheet.size
    return made


def _body(
    atlas: Atlas, state: ViewState, said: Content, sheet: Sheet, top: float, foot: float, words: Words
) -> tuple[Frame, Drawing]:
    """Share the room between map and legend."""
    size, left, high = sheet.size, sheet.margin, sheet.height - top - foot
    if sheet.upright:
        room = sheet.width - 2 * left
        radius = CIRCLE_SHARE * room
        key = legend(said, left, 0.0, min(room, 1.6 * LEGEND * size), size, radius, words)
        frame = fitted(atlas, state, left, top, room, high - key.height - GAP * size)
        return frame, legend(
            said, left, top + frame.height + GAP * size, min(room, 1.6 * LEGEND * size), size, radius, words
        )
    beside = LEGEND * size
    frame = fitted(atlas, state, left, top, sheet.width - 2 * left - beside - GAP * size, high)
    key = legend(said, sheet.width - left - beside, top, beside, size, CIRCLE_SHARE * frame.width, words)
    return frame, key


def _map(atlas: Atlas, state: ViewState, said: Content, frame: Frame, sheet: Sheet) -> str:
    detail = "fine" if frame.width >= FINE_FROM and sheet.full else "coarse"
    into = f'transform="translate({frame.x:.2f} {frame.y:.2f}) scale({STEP})"'
    thin = 0.12 * sheet.size / STEP
    paths = area_paths(atlas, state.territory, state.level, detail, frame)
    borders = (
        _outlines(area_paths(atlas, state.territory, Level.DISTRICT, detail, frame), 3 * thin, "districts")
        if state.level in {Level.MUNICIPALITY, Level.ASSOCIATION}
        else ""
    )
    chosen = "".join(paths[code] for code in state.regions)
    bar, bar_names = scale_bar(frame, frame.x + sheet.size, frame.y + frame.height - sheet.size, sheet.size)
    labels = names(atlas, state, frame, sheet.size)
    # the whole state fits into the frame; only a section of it needs the clip, which is slow to paint
    clip = f'<clipPath id="frame"><rect {_box(frame)}/></clipPath><g clip-path="url(#frame)">'
    cut, end = (clip, "</g>") if state.bbox else ("", "")
    return (
        f'<rect {_box(frame)} fill="#f7f7f7"/>'
        f'<path {into} class="neighbours" d="{neighbour_lines(atlas, frame)}" fill="none" stroke="#c6c6c6"'
        f' stroke-width="{thin:.2f}"/>'
        f'{cut}<g {into} stroke="#ffffff" stroke-width="{thin:.2f}" stroke-linejoin="round">{_areas(said, paths)}</g>'
        f"<g {into}>{borders}{_selected(chosen, thin)}</g>{_circles(atlas, state, said, frame)}{end}"
        f"{bar}{''.join(t.svg() for t in (*bar_names, *labels))}"
    )


def _box(frame: Frame) -> str:
    return f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'


def _areas(said: Content, paths: dict[str, str]) -> str:
    """Group the areas by class, so that each colour is written once."""
    fills = dict(enumerate(said.colours)) if said.draw != "symbols" else {0: EMPTY}
    fills |= {NO_DATA: "url(#no-data-map)", HIDDEN: "url(#hidden-map)"}
    parts = []
    for kind in sorted({*said.classes.values()}):
        inside = "".join(f'<path data-code="{c}" d="{paths[c]}"/>' for c, k in said.classes.items() if k == kind)
        parts.append(f'<g class="areas" data-class="{kind}" fill="{fills[kind]}">{inside}</g>')
    return "".join(parts)


def _outlines(paths: dict[str, str], wide: float, name: str) -> str:
    lines = "".join(paths.values())
    line = f'fill="none" stroke="{SOFT}" stroke-width="{wide:.2f}" stroke-linejoin="round"'
    return f'<path class="{name}" d="{lines}" {line}/>'


def _selected(path: str, thin: float) -> str:
    """Draw the outline of selected areas twice, so that it reads on every class."""
    if not path:
        return ""
    lines = (("#ffffff", 8.5), (INK, 4.5))
    return "".join(
        f'<path class="selected" d="{path}" fill="none" stroke="{colour}" stroke-width="{wide * thin:.2f}"'
        ' stroke-linejoin="round"/>'
        for colour, wide in lines
    )


def _circles(atlas: Atlas, state: ViewState, said: Content, frame: Frame) -> str:
    """Draw the circles of counts, the large ones first."""
    areas, parts = atlas.areas[state.territory], []
    for code, value in sorted(said.circles.items(), key=lambda item: -item[1]):
        x, y = frame.place(areas[code].lon, areas[code].lat)
        r = max(0.25, CIRCLE_SHARE * frame.width * (value / said.largest) ** 0.5)
        parts.append(f'<circle data-code="{code}" cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}"/>')
    if not parts:
        return ""
    look = f'fill="{CIRCLE}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"'
    return f'<g class="circles" {look}>{"".join(parts)}</g>'
