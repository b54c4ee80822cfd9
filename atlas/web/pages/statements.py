"""The statement on accessibility and the imprint."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template

from atlas.web.pages_list import ACCESSIBILITY, IMPRINT
from atlas.web.server.page_frame import page_frame

if TYPE_CHECKING:
    from atlas.web.pages_list import Page
    from atlas.web.site import Site


#: When the statement on accessibility was last compared with the atlas.
CHECKED = dt.date(2026, 11, 26)


def statements_blueprint(site: Site) -> Blueprint:
    """Serve ``accessibility`` and ``imprint``."""
    statements = Blueprint("statements", __name__, template_folder="templates")

    def around(current: Page) -> dict[str, Any]:
        title = site.words(current.title)
        return page_frame(site, current=current, styles=("text",)) | {
            "title": title,
            "description": title,
            "contact": site.settings.contact,
            "imprint": site.settings.imprint,
            "enforcement": site.settings.enforcement,
            "checked": site.words.day(CHECKED),
        }

    @statements.get("/accessibility")
    def accessibility() -> str:
        return render_template("accessibility.html", **around(ACCESSIBILITY))

    @statements.get("/imprint")
    def imprint() -> str:
        return render_template("imprint.html", **around(IMPRINT))

    return statements
