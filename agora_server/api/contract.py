"""The published contract of sizes and rates: ``/api/limits`` answers what the code holds."""

from typing import Any

from agora_server.aggregate import host
from agora_server.forum import commands, views
from agora_server.forum import presence as forum_presence
from agora_server.forum import streams as forum_streams
from agora_server.transport import connection, rate_limits, tickets, wire
from rooms.base import geometry, text
from rooms.crowd import crowd
from rooms.forum.procedure import roll
from rooms.square import blocks, presence, streams
from rooms.square.nickname import NAME_LIMIT
from rooms.wire import voice


def limits_document() -> dict[str, Any]:
    """Return every bound that a client meets, by name; times in milliseconds, sizes in bytes or code points."""
    return {
        "command_bytes": wire.MAX_COMMAND_BYTES,
        "frame_bytes": wire.MAX_FRAME_BYTES,
        "text_code_points": text.TEXT_LIMIT,
        "name_code_points": NAME_LIMIT,
        "blocks": blocks.BLOCK_LIMIT,
        "tabs": presence.MAX_TABS,
        "moves_per_second": 1_000 // 50,
        "voice_bytes_per_100_ms": voice.BYTES_PER_100_MS,
        "voice_old_ms": voice.OLD_MS,
        "silent_ms": connection.SILENT_AFTER * connection.SWEEP_SECONDS * 1_000,
        "away_kept_ms": presence.KEEP_AVATAR_MS,
        "idle_after_ms": presence.IDLE_AFTER_MS,
        "resume_ms": streams.RING_MS,
        "resume_items": streams.RING_ITEMS,
        "rotation_ms": crowd.ROTATION_MS,
        "ticket_ms": tickets.LIFE_MS,
        "walk_mm_per_second": round(geometry.WALK_SPEED * 1_000),
        "run_mm_per_second": round(geometry.RUN_SPEED * 1_000),
        "forum_versions_per_second": 1_000 // forum_streams.EVERY_MS,
        "forum_bytes_per_second": forum_streams.BYTES_PER_S,
        "forum_counts_ms": views.COUNTS_MS,
        "forum_away_ms": forum_presence.AWAY_MS,
        "forum_presence_pair_ms": forum_presence.PAIR_MS,
        "forums_a_tab": commands.FORUMS,
        "forums": host.LIVE,
        "people_a_forum": roll.MAX_PEOPLE,
        "rates": rate_limits.published(),
    }
