"""Tests of finding, reading and writing many files."""
