"""`python -m commands` is `extract`."""

from commands import main

main()
