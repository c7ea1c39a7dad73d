"""One small run of the benchmark, end to end: the harness, the generator, the figures."""

import os
import shutil

import pytest

from agora_server.bench.runner import CannotMeasure, Plan, bed, cpu_seconds, generator, hello_frame, resident_kib, run


def test_the_machine_is_told_what_it_lacks(monkeypatch):
    """Without a compiler the refusal says what to install."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotMeasure, match="gcc"), generator():
        pass


def test_own_figures_are_read_from_proc():
    """CPU time and memory of a process are read without a library."""
    assert cpu_seconds(os.getpid()) > 0
    assert resident_kib(os.getpid()) > 10_000


def test_hello_is_a_masked_frame():
    """The generator's hello is one whole masked binary frame."""
    framed = hello_frame()
    assert framed[0] == 0x82
    assert framed[1] == 0x80 | len(framed) - 6


@pytest.mark.load
@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("mode", ["crowd", "dense", "floor"])
def test_a_small_run(mode, bare):
    """Forty walkers for a second: all come in, nobody is lost, every move is sent, neighbours hear of moves."""
    with bed() as shared:
        row = run(Plan(40, mode, warm=0.5, seconds=1.0, size=100, leash=2.0, bare=bare), shared)

    assert (row["ready"], row["lost"], row["refused"]) == (40, 0, 0)
    assert row["moves"] >= 350
    assert row["server"]["ticks"] > 0
    if mode == "dense":
        assert row["matched"] > 0
        assert row["p99_ms"] > 0
