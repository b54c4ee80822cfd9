"""The social regions that an atlas brings: those of its ``atlas.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.faults import RegionsError
from atlas.data.scope import FILE
from atlas.errors import DataError

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def with_official(atlas: Atlas) -> Atlas:
    """Add the social regions that the scope of an atlas names.

    Parameters
    ----------
    atlas : Atlas
        As it was read, without them.

    Returns
    -------
    Atlas
        The same where the scope names none.

    Raises
    ------
    DataError
        They are not what regions have to be; the sentence names the file and what is wrong.
    """
    named = atlas.scope.social_regions
    if named is None:
        return atlas
    drafts = [Draft(r.name, r.codes, r.colour) for r in named.regions]
    try:
        social = made_regions(drafts, named.territory, atlas.areas)
    except RegionsError as error:
        where = atlas.folder / FILE
        raise DataError(f"{where}, social_regions: {error}") from error
    texts = named.designation
    return with_regions(atlas, social, designation=texts.get(atlas.scope.language) or next(iter(texts.values())))
