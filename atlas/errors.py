"""Errors that a user of the atlas may meet, each also the builtin it is a kind of."""


class AtlasError(Exception):
    """Base of all errors whose message is meant to be read by a person."""


class DataError(AtlasError, ValueError):
    """A file or a value in the data is not what was expected."""


class MissingDataError(AtlasError, FileNotFoundError):
    """A file that the atlas needs is not there."""


class UnknownKeyError(AtlasError, KeyError):
    """An indicator, region, level or year was asked for that the atlas does not hold."""

    def __str__(self) -> str:
        """Give the sentence itself: KeyError would wrap it in quotation marks."""
        return str(self.args[0]) if self.args else ""


def expected(where: str, found: str, wanted: str, do: str) -> str:
    """Write the one sentence an error consists of.

    Parameters
    ----------
    where, found, wanted, do : str
        File and field, what was found and expected there, and what the reader can do about it.
    """
    return f"{where}: found {found}, expected {wanted}; {do}."
