"""Printed text → amount, rate, score, year, measure. Pure functions that no text can make fail.

Whatever is not printed in one accepted way is not understood, and says why; nothing is guessed.
"""

from extractors.values.amounts import amount
from extractors.values.measures import Measured, measure
from extractors.values.money import unit, units
from extractors.values.nothing import nil
from extractors.values.operators import direction
from extractors.values.parsed import Parsed
from extractors.values.rates import rate, rate_readings
from extractors.values.scores import score
from extractors.values.text import clean, fold
from extractors.values.ticks import ticked
from extractors.values.years import year

__all__ = [
    "Measured",
    "Parsed",
    "amount",
    "clean",
    "direction",
    "fold",
    "measure",
    "nil",
    "rate",
    "rate_readings",
    "score",
    "ticked",
    "unit",
    "units",
    "year",
]
