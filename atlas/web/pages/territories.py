"""The page of territory dates: what areas there are at each, and which municipality became part of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from atlas.views.profile.query import given, list_query, read_territory
from atlas.views.search.crossings import crossings
from atlas.views.search.former import former_municipalities, levels_counted
from atlas.web.pages_list import TERRITORIES
from atlas.web.server.page_frame import page_frame

if TYPE_CHECKING:
    import datetime as dt

    from atlas.web.site import Site


def territories_blueprint(site: Site) -> Blueprint:
    """Serve ``territories``."""
    blueprint = Blueprint("territories", __name__, template_folder="templates")

    @blueprint.get("/territories")
    def territories() -> str:
        atlas, words, urls = site.atlas, site.words, site.urls
        usual = atlas.scope.territory
        values = given(request.query_string.decode(errors="replace")).values
        territory, notices = read_territory(values, atlas, words)
        title = words(TERRITORIES.title)

        def date(day: dt.date) -> tuple[str, str, bool, list[tuple[str, int]]]:
            address = urls.page(TERRITORIES, list_query(day, usual, site.pinned))
            return words.day(day), address, day == territory, levels_counted(atlas, day, words)

        return render_template(
            "territories.html",
            **page_frame(
                site,
                current=TERRITORIES,
                territory=territory,
                styles=("text", "data"),
                scripts=("pages/sort_tables.js",),
            )
            | {"notices": notices},
            title=title,
            description=words("Which municipality became part of which, and when"),
            day=words.day(territory),
            dates=[date(day) for day in atlas.territories],
            districts=former_municipalities(atlas, territory, words),
            counted=lambda n: words.counted("one former name", "{n} former names", n),
            region_url=lambda code, on=territory: urls.profile(code, list_query(on, usual, site.pinned)),
            crossings=crossings(atlas, words),
            same=lambda n: words.counted("one municipality unchanged", "{n} municipalities unchanged", n),
            changed=lambda n: words.counted("one transition", "{n} transitions", n),
        )

    return blueprint
