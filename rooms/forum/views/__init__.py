"""What a forum shows: to a participant, a moderator, the display, the clerk."""
