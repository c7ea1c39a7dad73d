"""Whose pages may talk to us."""

import pytest

from agora_server.core.origin import is_own, origin_of


def own(origin: str | None, host: str = "localhost:8080", public: str | None = None, *, loopback: bool = True) -> bool:
    """Ask the rule over plain http."""
    return is_own(origin, scheme="http", host=host, public=public, loopback_only=loopback)


@pytest.mark.parametrize(
    "origin", [None, "null", "", "https://localhost:8080", "http://localhost", "http://evil.example"]
)
def test_a_foreign_null_or_absent_origin_is_refused(origin):
    """Only the very origin that was asked is ours."""
    assert not own(origin)


def test_the_asked_host_is_ours():
    """The page served from this host may talk to it."""
    assert own("http://localhost:8080")


def test_a_foreign_name_of_the_loopback_is_refused():
    """A page of a name that resolves to 127.0.0.1 does not pass while we listen on the loopback only."""
    assert not own("http://evil.example:8080", host="evil.example:8080")


def test_the_public_url_is_the_only_origin():
    """With a public URL the Host header decides nothing."""
    assert own("https://agora.example", host="agora.example", public="https://agora.example", loopback=False)
    assert not own("http://10.0.0.1", host="10.0.0.1", public="https://agora.example", loopback=False)


def test_a_prefix_of_our_origin_is_refused():
    """Origins are compared whole: ``agora.example.evil.example`` is not ours."""
    assert not own("https://agora.example.evil.example", public="https://agora.example", loopback=False)


def test_the_origin_of_a_url_has_no_path():
    """Scheme, host and port make an origin."""
    assert origin_of("https://Agora.Example:8443/p/x?y") == "https://agora.example:8443"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://agora.example:443/", "https://agora.example"),
        ("http://agora.example:80", "http://agora.example"),
        ("https://광장.한국/a", "https://xn--hc0b171c.xn--3e0b707e"),
        ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://somebody@agora.example/x", "https://agora.example"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(url, origin):
    """Else a citizen's own page would be told to be of somebody else."""
    assert origin_of(url) == origin


NO_HOST = [
    "https://[x",
    "https://",
    "https://a:99999",
    "https://a:b",
    "https://a;script-src",
    "https://a,b",
    "https://a'",
]


@pytest.mark.parametrize("url", [*NO_HOST, "https://-a", "https://..", f"https://{'a' * 300}", "agora.example", ""])
def test_what_names_no_host_has_no_origin(url):
    """Nothing is guessed, and nothing gets into a header that would end one of its parts."""
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        origin_of(url)
