"""The checks: what each of them proves, how exact it is, and what explains a failure."""
