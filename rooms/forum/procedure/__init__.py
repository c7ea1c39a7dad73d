"""The procedure around floor and ballot: agenda, roll, questions, mute, slow mode, announcement."""
