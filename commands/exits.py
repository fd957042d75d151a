"""The exit codes: what a script may rely on."""

from enum import IntEnum


class Exit(IntEnum):
    """What came of a run."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    OUTPUT = 3
    NO_INPUT = 5
    SIGNALLED = 128
    READER_LEFT = 141


EPILOG = """Exit codes:

  0  every input has its line

  1  so it has, and there are findings of the severity that --fail-on names

  2  the command line was not understood

  3  the output could not be written, or the program failed

  5  there was no input

130  interrupted by Ctrl-C (143 by SIGTERM); an output file is as it was

141  whoever read standard output went away"""
