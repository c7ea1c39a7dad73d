"""The rules of the square: pure Python, no I/O, no clock, no randomness."""
