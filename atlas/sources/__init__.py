"""Publishers' files: one module a format, path in, tidy table out."""
