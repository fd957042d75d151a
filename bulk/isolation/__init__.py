"""Each file in a process of its own kind: whatever happens while it is read happens to that file alone.

    parent (a thread a slot) → supervisor (a slot) → worker (reads the files)

A nursery imports everything once and forks a supervisor for each slot; a supervisor forks a worker, and another one
in milliseconds when the first is lost. The supervisor knows which file its worker has, so no other can be blamed.
"""
