"""Finding places: the index that ships to the browser, and the rule by which both sides search it."""
