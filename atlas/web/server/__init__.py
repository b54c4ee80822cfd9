"""The machinery that every page shares: HTML shell, headers, limits, caches, errors."""
