"""Utterances: MACs and logs."""

import pytest
from msgspec.structs import replace

from rooms.base.roles import Role
from rooms.square import chat
from rooms.wire.messages import Proof, Reach, Uttered

SECRET = b"key"
PROOF = Proof("u1", "p1", Reach.SAY, 1_700_000_000_000, "안녕하세요", "")
SIGNED = replace(
    PROOF,
    mac=chat.mac(SECRET, utterance="u1", speaker="p1", reach="say", at=PROOF.at, text=PROOF.text),
)


def test_a_delivered_utterance_is_proven():
    """[CH5] What the server signed, it recognises."""
    assert chat.proven(SECRET, SIGNED)
    assert len(SIGNED.mac) == 2 * chat.MAC_BYTES


@pytest.mark.parametrize(
    "change",
    [
        {"utterance": "u2"},
        {"speaker": "p2"},
        {"reach": Reach.WHISPER},
        {"at": PROOF.at + 1},
        {"text": "안녕하세요 "},
        {"mac": ""},
        {"mac": "0" * 32},
        {"mac": SIGNED.mac.upper()},
        {"mac": SIGNED.mac + "00"},
        {"mac": "한글"},
        {"text": "\ud800"},
    ],
    ids=str,
)
def test_a_changed_one_is_not(change):
    """[CH5] A change of any field breaks the MAC; strange signs raise nothing."""
    assert not chat.proven(SECRET, replace(SIGNED, **change))


def test_fields_do_not_run_into_each_other():
    """[CH5] Moving a sign from one field to the next gives another MAC."""
    one = chat.mac(SECRET, utterance="ab", speaker="c", reach="say", at=1, text="x")

    assert one != chat.mac(SECRET, utterance="a", speaker="bc", reach="say", at=1, text="x")


def test_another_key_proves_nothing():
    """[CH5] Only the installation's own key proves."""
    assert not chat.proven(b"other", SIGNED)


def an_utterance(n, at):
    """Return the n-th utterance, said at a time."""
    return Uttered(f"u{n}", "p", "이름", Role.GUEST, Reach.SAY, None, "글", at, 0, 0, 0, "", "")


def test_the_log_is_bounded_in_number():
    """[CH6] A log holds its last hundred utterances."""
    log = chat.Log()
    for n in range(chat.LOG_LIMIT + 20):
        log.add(an_utterance(n, 5))

    assert [entry.utterance for entry in log.since(5)] == [f"u{n}" for n in range(20, chat.LOG_LIMIT + 20)]


def test_the_log_is_bounded_in_time():
    """[CH6] A log forgets what is 120 s old."""
    log = chat.Log()
    log.add(an_utterance(1, 0))
    log.add(an_utterance(2, 1))

    assert [entry.utterance for entry in log.since(chat.KEEP_MS)] == ["u2"]
    assert log.since(chat.KEEP_MS + 1) == []
