"""What gunicorn reads by itself where it is started in this folder."""

#: The atlas is made before the first worker starts: read once, and what is wrong is said once.
preload_app = True
#: As `python -m atlas serve` sets it: an address may name every area of a level.
limit_request_line = 8190
