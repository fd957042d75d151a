"""Tests of the readers, one module per format."""
