"""The world file: its format, its projection, its walls, and the world as the rules see it."""
