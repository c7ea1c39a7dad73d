"""Vocabulary and small tools that any package may use; this package imports nothing of ours."""
