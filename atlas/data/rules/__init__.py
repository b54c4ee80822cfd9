"""Rules that figures have to keep, what broke them, and what of it was accepted."""
