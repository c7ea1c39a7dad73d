"""Positions: one table of the crowd, its cells, its density, its moves."""
