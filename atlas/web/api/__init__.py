"""The open interface ``/api/v1``: what programs may ask, described by itself."""
