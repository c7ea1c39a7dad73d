"""Formal votes: their state, their guards, their results."""
