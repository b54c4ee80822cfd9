"""Descriptions of data for search engines, in the terms of schema.org (``Dataset``, ``DataCatalog``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from atlas.data.subject import subject

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.share.dcat_graph import Addresses
    from atlas.words.words import Words

CONTEXT = "https://schema.org"
#: Media types of the reports of a region.
REPORTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class OfProfiles(Protocol):
    """Addresses of the pages of regions and of their reports."""

    def profile(self, code: str, *queries: str) -> str:
        """Address the page of a region."""

    def report(self, code: str, *queries: str, suffix: str = "pdf") -> str:
        """Address the report of a region."""


def catalogue_for_search(atlas: Atlas, urls: Addresses, words: Words) -> dict[str, Any]:
    """Describe all indicators that have figures.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    urls : Addresses
        Absolute addresses.
    words : Words
        Texts.

    Returns
    -------
    dict
        A ``DataCatalog`` of schema.org.
    """
    known = [i for i in atlas.catalogue.indicators.values() if i.has_figures]
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "name": words.own(atlas.scope.title),
        "url": urls.home,
        "inLanguage": words.language,
        "dateModified": atlas.released.isoformat(),
        "dataset": [_indicator(atlas, indicator, urls) for indicator in known],
    }


def _indicator(atlas: Atlas, indicator: Indicator, urls: Addresses) -> dict[str, Any]:
    levels = [(t, level) for t in atlas.territories for level in atlas.levels(indicator, t)]
    years = [year for t, level in levels for year in atlas.figures(indicator, level, t).years]
    territory, level = levels[0]
    source = subject(atlas, indicator.id, level, territory).sources[0]
    whole = atlas.areas[territory][atlas.scope.top]
    date = "" if territory == atlas.scope.territory else f"territory={territory}"
    query = (f"indicator={indicator.id}", f"level={level}", date)
    return {
        "@type": "Dataset",
        "@id": urls.dataset(indicator.id),
        "name": indicator.title,
        "description": f"{indicator.definition} {indicator.how_to_read}",
        "url": urls.map(f"indicator={indicator.id}"),
        "license": source.licence_url,
        "creditText": source.attribution,
        "creator": {"@type": "Organization", "name": source.publisher, "url": source.url},
        "variableMeasured": {"@type": "PropertyValue", "name": indicator.short_title, "unitText": indicator.unit},
        "temporalCoverage": f"{min(years)}/{max(years)}",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": whole.name},
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": urls.observations(".csv", *query),
        },
    }


def profile_for_search(
    area: Area, title: str, text: str, urls: OfProfiles, query: str, released: dt.date, words: Words
) -> dict[str, Any]:
    """Describe the profile of a region.

    Parameters
    ----------
    area : Area
        The region.
    title, text : str
        Title and description of its page.
    urls : OfProfiles
        Absolute addresses.
    query : str
        Query of the page.
    released : date
        Day of the release.
    words : Words
        Texts.

    Returns
    -------
    dict
        A ``Dataset`` of schema.org.
    """
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": title,
        "description": text,
        "url": urls.profile(area.code, query),
        "inLanguage": words.language,
        "dateModified": released.isoformat(),
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": area.label, "identifier": area.code},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": urls.report(area.code, query, suffix=suffix),
            }
            for suffix, kind in REPORTS.items()
        ],
    }


def as_script(described: dict[str, Any]) -> str:
    """Write a description as a block of data for the head of a page; no text can end the block."""
    written = json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{written}</script>'
