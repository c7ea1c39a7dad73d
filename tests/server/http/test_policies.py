"""The policies of pages."""

import pytest

from agora_server.http.policies import CSP, HALL_PATH, SILENT, SILENT_CSP


def test_the_silent_policy_differs_in_the_lines_alone():
    """The page that checks a record may do what every page may, but open a line."""
    assert "connect-src 'none'" in SILENT_CSP
    assert SILENT_CSP.replace("connect-src 'none'", "connect-src 'self'") == CSP


@pytest.mark.parametrize("path", ["/verify", "/verify/", "/verify.html", "/assets/record_worker-a_B-1.js"])
def test_the_page_of_the_check_and_its_worker_are_silent(path):
    """Both come with the silent policy."""
    assert SILENT.fullmatch(path)


@pytest.mark.parametrize("path", ["/verify2", "/assets/main-a.js", "/", "/hall/x"])
def test_other_pages_are_not(path):
    """No other page is cut off."""
    assert SILENT.fullmatch(path) is None


def test_a_forums_page_is_found_by_its_id():
    """Only an id of our letters is a forum's page."""
    assert HALL_PATH.fullmatch("/hall/aB-1_/")[1] == "aB-1_"
    assert HALL_PATH.fullmatch("/hall/" + "a" * 49) is None
