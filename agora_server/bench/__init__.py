"""Benchmarks: what the server costs, measured from outside."""
