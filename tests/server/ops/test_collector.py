"""The collector of cycles."""

import gc

from agora_server.ops.collector import calm_collector


def test_what_is_loaded_is_not_looked_at_again():
    """Everything that is there is frozen; young objects are looked at more rarely."""
    before = gc.get_threshold()
    try:
        calm_collector()
        assert gc.get_freeze_count() > 1_000
        assert gc.get_threshold() > before
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
