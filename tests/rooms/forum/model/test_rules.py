"""What officers may type: the addresses of streams and documents."""

import msgspec
import pytest

from rooms.forum.model.rules import Details

GOOD = [
    *(
        "https://live.gimhae.go.kr/hall",
        "https://live.gimhae.go.kr:8443/a?b=1#c",
        "https://a",
        "https://시청.한국/생방송",
    ),
    *("https://[2001:db8::1]/x", "https://youtu.be/embed/x;y,z'(1)"),
]
BAD = [
    *(
        "http://a.kr",
        "https://",
        "https:///x",
        "https://[x",
        "https://a;script-src",
        "https://a,b.kr",
        "https://a'b.kr",
    ),
    *(
        "https://a.kr:port",
        "https://a.kr\n",
        "https://a.kr/x\n",
        "https://a b.kr",
        "https://u:p@a.kr",
        "https://a.kr/<x>",
    ),
]


@pytest.mark.parametrize("url", GOOD)
def test_an_address_of_a_host_is_taken(url):
    """Names in any script, numbers, ports and whatever stands behind the host."""
    assert msgspec.convert({"live": url}, Details).live == url


@pytest.mark.parametrize("url", BAD)
def test_what_a_header_would_be_cut_at_is_no_host(url):
    """The origin of a stream goes into the policy of the page: no sign in it may end its part."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"live": url}, Details)
