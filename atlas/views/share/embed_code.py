"""The code by which other pages show the map: a frame with title and size, and a link; the frame needs no script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from atlas.views.map.summary import alternative_text, picture_title
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import over_all_years, write_query

if TYPE_CHECKING:
    from collections.abc import Container

    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: Pixels that a frame may have.
WIDTHS, HEIGHTS = range(280, 2001), range(320, 2001)
DEFAULT_WIDTH, DEFAULT_HEIGHT = 800, 600
#: Pixels of the picture that other sites show.
PICTURE_SIZE = (1200, 630)


@dataclass(frozen=True, slots=True)
class Embed:
    """How a frame shows a view.

    ``parts`` are shown beside map and sources; ``width`` 0 takes the width that there is; ``auto`` lets our script give
    it the height of its content; ``section`` keeps the part of the map that was shown, ``selection`` the outlines of
    the selected regions.
    """

    parts: tuple[str, ...] = PARTS
    width: int = 0
    height: int = DEFAULT_HEIGHT
    auto: bool = False
    section: bool = True
    selection: bool = True


@dataclass(frozen=True, slots=True)
class Addresses:
    """Absolute addresses that the code holds: page of the view, framed map, script for its height."""

    page: str
    frame: str
    script: str


def read_embed(given: dict[str, list[str]], words: Words) -> tuple[Embed, list[str]]:
    """Read the form of the builder; what is wrong is named and a default stands in."""
    notices: list[str] = []

    def pixels(key: str, allowed: range, default: int) -> int:
        text = given.get(key, [""])[-1].strip()
        if not text:
            return default
        if text.isascii() and text.isdecimal() and len(text) < len("10000") and int(text) in allowed:
            return int(text)
        refused = words("A size of {found} is not possible; expected {low} to {high} pixels.")
        notices.append(refused.format(found=text[:20], low=allowed[0], high=allowed[-1]))
        return default

    asked = [part for text in given.get("show", []) for part in text.split(",") if part]
    known = tuple(part for part in PARTS if part in asked) if "show" in given else PARTS
    fixed = given.get("fit", [""])[-1] == "fixed"
    embed = Embed(
        parts=known,
        width=pixels("width", WIDTHS, DEFAULT_WIDTH) if fixed else 0,
        height=pixels("height", HEIGHTS, DEFAULT_HEIGHT),
        auto=given.get("auto", [""])[-1] == "1",
        section=given.get("start", [""])[-1] != "state",
        selection=given.get("selection", [""])[-1] != "none",
    )
    return embed, notices


def chosen(state: ViewState, embed: Embed) -> ViewState:
    """Give the view without what the embed leaves out: the section of the map, the selected regions."""
    return replace(
        state,
        bbox=state.bbox if embed.section else (),
        regions=state.regions if embed.selection else (),
    )


def framed(state: ViewState, parts: Container[str] = PARTS) -> ViewState:
    """Give the view that a frame shows at first: where its years can run, in classes over all of them."""
    return over_all_years(state) if "years" in parts else state


def frame_query(state: ViewState, embed: Embed) -> str:
    """Write the query of the framed page."""
    shown = write_query(framed(chosen(state, embed), embed.parts))
    return shown if embed.parts == PARTS else f"{shown}&show={','.join(embed.parts)}"


def embed_code(scene: Scene, embed: Embed, addresses: Addresses) -> str:
    """Write the HTML that goes into the other page.

    Parameters
    ----------
    scene : Scene
        The view.
    embed : Embed
        How the frame shows it.
    addresses : Addresses
        Where page, frame and script stand.
    """
    title = picture_title(scene)
    frame = (
        f'<iframe src="{escape(addresses.frame)}" title="{escape(title)}" loading="lazy"'
        f" {frame_size(embed)}{' data-atlas' if embed.auto else ''}></iframe>"
    )
    text = escape(f"{title} ({scene.words.own(scene.edition.scope.title)})")
    link = f'<p><a href="{escape(addresses.page)}">{text}</a></p>'
    script = f'\n<script src="{escape(addresses.script)}" defer></script>' if embed.auto else ""
    return f"{frame}\n{link}{script}\n"


def picture_code(scene: Scene, picture: str, page: str) -> str:
    """Write the HTML of a picture with a link, for sites that allow no frames.

    Parameters
    ----------
    scene : Scene
        The view.
    picture, page : str
        Addresses of the picture, which names its sources, and of the view.
    """
    wide, high = PICTURE_SIZE
    text = escape(f"{picture_title(scene)} ({scene.words.own(scene.edition.scope.title)})")
    return (
        f'<p><a href="{escape(page)}"><img src="{escape(picture)}" alt="{escape(alternative_text(scene))}"'
        f' width="{wide}" height="{high}" loading="lazy" style="max-width:100%;height:auto"></a></p>\n'
        f'<p><a href="{escape(page)}">{text}</a></p>\n'
    )


def frame_size(embed: Embed) -> str:
    """Write width and height of the frame as attributes."""
    wide = f"width:{embed.width}px;max-width:100%" if embed.width else "width:100%"
    return f'style="{wide};height:{embed.height}px;border:0"'
