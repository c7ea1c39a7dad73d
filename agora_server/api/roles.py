"""Sets of roles that rows of the tables of routes ask for."""

from agora_server.people.staff import STAFF_ROLES
from rooms.base.roles import Role

ANYBODY = frozenset(Role)
"""Any session: who came in by the door."""
ADMIN = frozenset({Role.ADMIN})
ANY_STAFF = frozenset({*STAFF_ROLES, Role.CITIZEN})
"""Who may have an account: a role for one forum alone is a citizen in the square."""
