"""The rules of the hall: a forum as a state machine over events. Read ``SPEC.md``, then ``forum.py``."""
