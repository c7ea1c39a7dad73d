"""Hints between nodes: the interface, in one process, over Redis."""
