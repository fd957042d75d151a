"""What only the extra `[cluster]` brings, and what is said where it is not installed."""

INSTALL = "pip install 'jixiao-extract[cluster]'", "uv sync --extra cluster"


class Lacking(Exception):  # noqa: N818 - it names what is the case
    """Something was asked for that needs a library that is not there."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(f"{what} needs {library}, which is not installed: {' or '.join(INSTALL)}")
