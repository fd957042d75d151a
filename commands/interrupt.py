"""Ctrl-C and its like as one exception, which everything that cleans up after itself lets pass."""

import signal
from types import FrameType
from typing import NoReturn

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody asked the program to stop. No KeyboardInterrupt: libraries take those for theirs."""

    def __init__(self, number: int) -> None:
        self.signal = number
        super().__init__(signal.strsignal(number))


def install() -> None:
    """Raise `Interrupted` on the signals that ask for an end, but for those that we were started to ignore."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def ignore() -> None:
    """Let the end that has begun come to its end, however often it is asked for."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise Interrupted(number)
