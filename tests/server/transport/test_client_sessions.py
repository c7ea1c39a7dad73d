"""The table of attached tabs."""

from unittest.mock import Mock

import pytest

from agora_server.transport.client_session import ClientSession
from agora_server.transport.client_sessions import ClientSessions
from rooms.base.roles import Role
from rooms.square.square import Arrival
from rooms.wire.messages import Look


def client(participant="kim", tab="t1", session="s1"):
    """Return a link without a line."""
    arrival = Arrival(participant=participant, name=participant, role=Role.GUEST, look=Look(), blocks={})
    made = ClientSession(Mock(), arrival, session)
    made.tab = tab
    return made


@pytest.fixture
def clients():
    """An empty table."""
    return ClientSessions()


def test_a_tab_is_found_by_participant_and_name(clients):
    """Each tab has its own row."""
    one, other = client(), client(tab="t2")
    for each in (one, other):
        clients.attach(each)

    assert clients.of("kim", "t2") is other
    assert clients.of_participant("kim") == [one, other]
    assert list(clients) == [one, other]
    assert len(clients) == 2


def test_the_late_end_of_an_older_socket_changes_nothing(clients):
    """Only the link that holds the row can empty it."""
    older, newer = client(), client()
    clients.attach(older)
    clients.detach(older)
    clients.attach(newer)

    assert not clients.detach(older)
    assert clients.of("kim", "t1") is newer
    assert len(clients) == 1


def test_an_empty_participant_leaves_no_row(clients):
    """After the last tab nothing is left of somebody."""
    only = client()
    clients.attach(only)

    assert clients.detach(only)
    assert clients.of_participant("kim") == []
    assert len(clients) == 0
    assert not only.attached


def test_links_are_found_by_session(clients):
    """Revoking a session finds its sockets."""
    one, other = client(session="s1"), client("lee", session="s2")
    for each in (one, other):
        clients.attach(each)

    assert clients.of_sessions({"s2", "s3"}) == [other]
