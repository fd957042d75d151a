"""What `benchmarks/speed.py` is made of: documents, the things that are timed, their processes, figures, a chart."""
