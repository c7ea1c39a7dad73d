"""
How ids look: opaque, of signs that a path, a file's name and every store take as they are.

Knows: signs and lengths. Does not know: of what an id is.
"""

import re
from typing import Annotated

from msgspec import Meta

ID_SIGN = "[0-9A-Za-z_-]"
"""One sign of an id: base64 of addresses (RFC 4648, section 5)."""
ID_PATTERN = rf"^{ID_SIGN}+$(?!\n)"
"""A whole id. To Python alone ``$`` stands before a last line break as well; to others the rest changes nothing."""
ID_CHARS = 48
"""Of an id in a forum: the width of its columns in the store."""
SHORT_ID_CHARS = 32
PATH_PART_CHARS = 64

Id = Annotated[str, Meta(min_length=1, max_length=ID_CHARS, pattern=ID_PATTERN)]
"""The id of a forum, or one that is random in it: a participant, an entry, an item, a ballot, a question."""
ShortId = Annotated[str, Meta(min_length=1, max_length=SHORT_ID_CHARS, pattern=ID_PATTERN)]
"""An id that a page makes, or a socket carries: an act, a tab, an utterance, a flag."""

TRACKER = re.compile(r"[0-9a-f]{32,64}")
"""The tracker of a hidden vote: random, so that its voter finds it again and nobody else does."""
