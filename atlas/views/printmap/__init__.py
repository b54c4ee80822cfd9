"""Maps for print: one SVG is composed from the data, PNG and PDF are made from it."""
