"""Seeded towns."""
