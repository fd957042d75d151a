"""Measurements that are quoted somewhere: each prints its figures, from the same inputs the same ones."""
