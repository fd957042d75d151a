"""Measurements of the program: how right it is on published tables."""
