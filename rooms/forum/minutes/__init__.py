"""The minutes of a forum, made of its events."""
