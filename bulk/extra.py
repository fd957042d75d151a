"""What only the extra `[cluster]` brings, and what is said where it is not installed."""

INSTALL = "install it with pip install 'jixiao-extract[cluster]' or uv sync --extra cluster"


class Lacking(Exception):  # noqa: N818 - it names what is the case
    """Something was asked for that needs a library that is not there."""
