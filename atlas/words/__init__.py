"""Everything that is written for people: texts, numbers, dates, the states of a figure, the names of levels."""
