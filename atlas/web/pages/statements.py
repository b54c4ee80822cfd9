"""The statement on accessibility and the imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template

from atlas.web.server.page_frame import frame

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words


def statements_blueprint(atlas: Atlas, settings: Settings, words: Words) -> Blueprint:
    """Serve ``accessibility`` and ``imprint``."""
    statements = Blueprint("statements", __name__, template_folder="templates")

    def around(current: str, title: str) -> dict[str, Any]:
        around_it = frame(atlas, settings, words, current=current, styles=("text",))
        return around_it | {
            "title": title,
            "description": title,
            "contact": settings.contact,
            "imprint": settings.imprint,
        }

    @statements.get("/accessibility")
    def accessibility() -> str:
        return render_template("accessibility.html", **around("accessibility", words("Accessibility")))

    @statements.get("/imprint")
    def imprint() -> str:
        return render_template("imprint.html", **around("imprint", words("Imprint")))

    return statements
