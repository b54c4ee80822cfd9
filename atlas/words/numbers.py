"""Numbers as Germans write them: decimal comma, thin space in thousands, a true minus sign."""

from __future__ import annotations

from atlas.statistics.rounding import as_read

DECIMAL = ","
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
#: From this number on thousands are set apart, below it digits stay together (DIN 5008 sets four digits solid).
GROUP_FROM = 10_000


def number(value: float, decimals: int) -> str:
    """Write a number.

    Parameters
    ----------
    value : float
        A finite number.
    decimals : int
        Digits after the comma; halves are rounded away from zero.
    """
    read = float(as_read(value, decimals))
    whole, _, part = f"{abs(read):.{decimals}f}".partition(".")
    if abs(read) >= GROUP_FROM:
        whole = f"{int(whole):,}".replace(",", THIN_SPACE)
    sign = MINUS if read < 0 else ""
    return f"{sign}{whole}{DECIMAL}{part}" if part else f"{sign}{whole}"


def with_unit(value: float, decimals: int, unit: str) -> str:
    """Write a number and its unit, never broken over two lines."""
    return f"{number(value, decimals)}\N{NO-BREAK SPACE}{unit}" if unit else number(value, decimals)
