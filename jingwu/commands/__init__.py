"""The commands: typed options in, one call of a service, show the result. cli.py lists them."""
