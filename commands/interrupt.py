"""Ctrl-C and its like as one exception, which everything that cleans up after itself lets pass."""

import signal
import time
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


_asked: list[int] = []
"""The signals that came. Compiled libraries may turn `Interrupted` into an error of their own: this they cannot."""


_last = [0.0]
"""When the last one was raised."""

PATIENCE = 10.0
"""Seconds that the end has, before another signal cuts it short."""


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


def check() -> None:
    """Raise `Interrupted` when a signal came that a library swallowed."""
    if _asked:
        raise Interrupted(_asked[0])


def asked() -> int | None:
    """Return the first signal that asked for an end, if one did."""
    return _asked[0] if _asked else None


def ignore() -> None:
    """Let the end that has begun come to its end, however often it is asked for."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _: FrameType | None) -> None:
    """Raise `Interrupted`, once: who asks again and again would only cut the cleaning up short."""
    now = time.monotonic()
    if _asked and now - _last[0] < PATIENCE:
        return
    _asked.append(number)
    _last[0] = now
    raise Interrupted(number)
