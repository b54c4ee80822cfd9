"""What is known: areas, catalogue and figures, read once into the read-only atlas."""
