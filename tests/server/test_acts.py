"""The memory of acts."""

from agora_server.acts import KEEP_ACTS, KEEP_MS, ActMemory
from rooms.messages import Done


def test_an_act_sent_again_has_the_outcome_it_had():
    """An act known to the memory is answered from it."""
    memory = ActMemory()
    memory.remember("kim", "a1", Done("a1"), now=1_000)

    assert memory.outcome("kim", "a1", now=2_000) == Done("a1")


def test_another_participant_may_use_the_same_id():
    """Ids of acts belong to their participant."""
    memory = ActMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)

    assert memory.outcome("lee", "a1", now=0) is None


def test_an_outcome_lapses_with_the_resume_window():
    """After 120 s an id is new again."""
    memory = ActMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)

    assert memory.outcome("kim", "a1", now=KEEP_MS) is None


def test_the_oldest_act_over_the_bound_goes():
    """A participant keeps at most 256 outcomes."""
    memory = ActMemory()
    for number in range(KEEP_ACTS + 1):
        memory.remember("kim", f"a{number}", Done(f"a{number}"), now=0)

    assert memory.outcome("kim", "a0", now=0) is None
    assert memory.outcome("kim", f"a{KEEP_ACTS}", now=0) == Done(f"a{KEEP_ACTS}")


def test_who_is_gone_leaves_nothing():
    """Forgetting a participant empties their acts."""
    memory = ActMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)
    memory.forget("kim")

    assert len(memory) == 0
