"""The memory of acts."""

from agora_server.transport.idempotency import KEEP_ACTS, KEEP_MS, RequestMemory
from rooms.wire.messages import Done


def test_an_act_sent_again_has_the_outcome_it_had():
    """An act known to the memory is answered from it."""
    memory = RequestMemory()
    memory.remember("kim", "a1", Done("a1"), now=1_000)

    assert memory.outcome("kim", "a1", now=2_000) == Done("a1")


def test_another_participant_may_use_the_same_id():
    """Ids of acts belong to their participant."""
    memory = RequestMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)

    assert memory.outcome("lee", "a1", now=0) is None


def test_an_outcome_lapses_with_the_resume_window():
    """After 120 s an id is new again."""
    memory = RequestMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)

    assert memory.outcome("kim", "a1", now=KEEP_MS) is None


def test_the_oldest_act_over_the_bound_goes():
    """A participant keeps at most 256 outcomes."""
    memory = RequestMemory()
    for number in range(KEEP_ACTS + 1):
        memory.remember("kim", f"a{number}", Done(f"a{number}"), now=0)

    assert memory.outcome("kim", "a0", now=0) is None
    assert memory.outcome("kim", f"a{KEEP_ACTS}", now=0) == Done(f"a{KEEP_ACTS}")


def test_who_is_gone_leaves_nothing():
    """Forgetting a participant empties their acts."""
    memory = RequestMemory()
    memory.remember("kim", "a1", Done("a1"), now=0)
    memory.forget("kim")

    assert len(memory) == 0


def test_outcomes_are_swept_by_time():
    """What is two minutes old goes whether anybody asks or not; what is younger stays, an act done anew included."""
    memory = RequestMemory()
    for act, now in (("a1", 0), ("a2", 0), ("a1", 5)):
        memory.remember("kim", act, Done(act), now)
    memory.remember("lee", "a1", Done("a1"), now=0)

    memory.sweep(KEEP_MS)

    assert memory.outcome("kim", "a1", KEEP_MS) == Done("a1")
    assert list(memory._acts) == ["kim"]
    assert list(memory._acts["kim"]) == ["a1"]
