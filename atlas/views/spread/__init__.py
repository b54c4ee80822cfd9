"""How far the areas within a larger one lie apart: measured, told, drawn, and as files."""
