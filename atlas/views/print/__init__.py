"""Maps for print: one SVG is composed from the scene, PNG and PDF are made from it."""
