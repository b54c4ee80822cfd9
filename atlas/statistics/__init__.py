"""Statistics as pure functions on arrays and frames; NaN is a value that is not there."""
