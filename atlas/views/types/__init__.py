"""Types of areas: which indicators make them, what they are in words, how they are drawn, and their files."""
