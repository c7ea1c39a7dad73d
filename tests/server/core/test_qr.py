"""QR codes."""

from xml.etree import ElementTree as ET

from agora_server.core import qr


def test_a_code_is_a_scalable_picture_with_a_quiet_zone():
    """The SVG scales by its view box, and four modules stay white around the code."""
    root = ET.fromstring(qr.svg("https://agora.example.kr/p/suro-tomb"))  # noqa: S314 - our own text

    assert root.tag.endswith("svg")
    side = int(root.attrib["viewBox"].split()[2])
    assert (side - 8 - 17) % 4 == 0, "4 + version modules + 4"
    assert "width" not in root.attrib


def test_other_words_make_another_code():
    """The code depends on what it says."""
    assert qr.svg("a") != qr.svg("b")
