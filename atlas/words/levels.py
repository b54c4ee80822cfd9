"""Names of the levels in English; the catalogues of texts hold the others, in the cases that a language needs."""

from __future__ import annotations

from atlas.model import Level

PLURAL = {
    Level.WHOLE: "whole area",
    Level.STATE: "state",
    Level.DISTRICT: "districts",
    Level.SOCIAL_REGION: "social regions",
    Level.ASSOCIATION: "municipal associations",
    Level.MUNICIPALITY: "municipalities",
}
SINGULAR = {
    Level.WHOLE: "whole area",
    Level.STATE: "state",
    Level.DISTRICT: "district",
    Level.SOCIAL_REGION: "social region",
    Level.ASSOCIATION: "municipal association",
    Level.MUNICIPALITY: "municipality",
}
#: Context of a text in the catalogues: the plural after "of" and a number ("rank 3 of 22 districts").
AFTER_NUMBER = "of a number of"
