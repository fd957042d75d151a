"""A run over an archive of ten thousand files: made, measured, and every file accounted for."""
