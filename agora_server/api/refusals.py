"""Sets of refusals that rows of several tables of routes name."""

from enum import StrEnum

from agora_server.core.problems import Problem
from rooms.base.errors import Why

RULES: frozenset[StrEnum] = frozenset(Why)
"""A route that gives commands to a forum says whatever the rules say."""
NAMES = (Why.NAME_EMPTY, Why.NAME_TOO_LONG, Why.NAME_RESERVED, Why.NAME_TAKEN, Why.NAME_UNREADABLE)
"""What a nickname may be refused for."""
NO_STAFF = (Problem.SIGN_IN_FIRST, Why.NOT_ALLOWED)
"""What a handler says that asks for staff of one forum."""
