"""Many files: found in a stable order, read one by one, written in order and whole or not at all."""
