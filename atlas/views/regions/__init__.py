"""Social regions as somebody draws them: the map to draw on, what to begin with, what they hold, and files of them."""
