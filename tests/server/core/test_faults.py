"""Faults of hooks: counted, logged, and the caller goes on."""

import pytest
from structlog.testing import capture_logs

from agora_server.core.faults import SAY_S, Faults, Hook


def broken():
    """Raise."""
    raise ValueError("broken")


def test_a_hook_that_fails_is_counted_and_logged():
    """The caller learns that it failed; the line holds the trace, and the next call is made as ever."""
    faults, called = Faults(lambda: 0.0), []
    with capture_logs() as lines:
        assert not faults.run(Hook.VOICE, broken)
        assert faults.run(Hook.VOICE, called.append, "other")

    assert called == ["other"]
    assert faults.counts[Hook.VOICE] == 1
    assert [(line["event"], line["hook"], line["log_level"]) for line in lines] == [("hook_failed", "voice", "error")]
    assert isinstance(lines[0]["exc_info"][1], ValueError)


def test_a_hook_that_always_fails_does_not_fill_the_log():
    """A second has one line a hook, which says how many were left out; each hook has its own."""
    now = [0.0]
    faults = Faults(lambda: now[0])
    with capture_logs() as lines:
        for _ in range(1_000):
            faults.run(Hook.FANOUT, broken)
        faults.run(Hook.LADDER, broken)
        now[0] += SAY_S
        faults.run(Hook.FANOUT, broken)

    assert [(line["hook"], line["left_out"]) for line in lines] == [("fanout", 0), ("ladder", 0), ("fanout", 999)]
    assert faults.counts[Hook.FANOUT] == 1_001


def test_what_ends_a_process_is_not_swallowed():
    """Only exceptions are faults of hooks; a cancellation or an exit goes on its way."""

    def leave():
        raise SystemExit

    with pytest.raises(SystemExit):
        Faults().run(Hook.SQUARE, leave)
