"""The page that says in words what changed from release to release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from atlas.views.share.changes import OPEN, told_releases
from atlas.web.pages_list import CHANGES
from atlas.web.server.page_frame import page_frame
from atlas.web.site import RELEASE

if TYPE_CHECKING:
    from atlas.web.site import Site


def changes_blueprint(site: Site) -> Blueprint:
    """Serve ``changes``."""
    changes = Blueprint("changes", __name__, template_folder="templates")

    @changes.get("/changes")
    def page() -> str:
        words, shelf = site.words, site.shelf
        shown, there = shelf.now().release, {release for release, _date in shelf.there()}
        links = {r: site.urls.map(f"{RELEASE}={r}" if r != shown else "") for r in there}
        return render_template(
            "changes.html",
            **page_frame(site, current=CHANGES, styles=("text",)),
            title=words(CHANGES.title),
            description=words("What changed in figures, areas and texts of the atlas, release by release"),
            releases=told_releases(shelf.history(), words),
            shown=shown,
            links=links,
            most=OPEN,
        )

    return changes
