"""The seeded demonstration: its bots, its forum, its rounds."""
