"""The table of attached tabs."""

from unittest.mock import Mock

import pytest

from agora_server.link import Link
from agora_server.links import Links
from rooms.messages import Look, Role
from rooms.square import Arrival


def link(participant="kim", tab="t1", session="s1"):
    """Return a link without a line."""
    arrival = Arrival(participant=participant, name=participant, role=Role.GUEST, look=Look(), blocks={})
    made = Link(Mock(), arrival, session)
    made.tab = tab
    return made


@pytest.fixture
def links():
    """An empty table."""
    return Links()


def test_a_tab_is_found_by_participant_and_name(links):
    """Each tab has its own row."""
    one, other = link(), link(tab="t2")
    for each in (one, other):
        links.attach(each)

    assert links.of("kim", "t2") is other
    assert links.of_participant("kim") == [one, other]
    assert list(links) == [one, other]
    assert len(links) == 2


def test_the_late_end_of_an_older_socket_changes_nothing(links):
    """Only the link that holds the row can empty it."""
    older, newer = link(), link()
    links.attach(older)
    links.detach(older)
    links.attach(newer)

    assert not links.detach(older)
    assert links.of("kim", "t1") is newer
    assert len(links) == 1


def test_an_empty_participant_leaves_no_row(links):
    """After the last tab nothing is left of somebody."""
    only = link()
    links.attach(only)

    assert links.detach(only)
    assert links.of_participant("kim") == []
    assert len(links) == 0
    assert not only.attached


def test_links_are_found_by_session(links):
    """Revoking a session finds its sockets."""
    one, other = link(session="s1"), link("lee", session="s2")
    for each in (one, other):
        links.attach(each)

    assert links.of_sessions({"s2", "s3"}) == [other]
