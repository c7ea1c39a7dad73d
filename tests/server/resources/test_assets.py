"""The built client in memory."""

import gzip

import pytest

from agora_server.resources import assets


@pytest.fixture
def folder(tmp_path):
    """A small built client."""
    (tmp_path / "assets").mkdir()
    (tmp_path / ".vite").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>" + "a" * 500)
    (tmp_path / "assets" / "app-abc.js").write_text("let a = 1;" * 50)
    (tmp_path / "assets" / "font-abc.woff2").write_bytes(b"wOF2")
    (tmp_path / ".vite" / "manifest.json").write_text("{}")
    return tmp_path


def test_files_are_known_by_their_path(folder):
    """The build's own notes are not served."""
    assert {"/index.html", "/assets/app-abc.js", "/assets/font-abc.woff2"} == set(assets.load(folder))


def test_only_names_with_a_hash_are_kept_forever(folder):
    """The page itself is asked for again each time."""
    files = assets.load(folder)

    assert [files["/index.html"].forever, files["/assets/app-abc.js"].forever] == [False, True]


def test_text_is_compressed_and_fonts_are_not(folder):
    """A font is compressed already."""
    files = assets.load(folder)

    assert gzip.decompress(files["/assets/app-abc.js"].gzipped) == files["/assets/app-abc.js"].body
    assert files["/assets/font-abc.woff2"].gzipped is None
    assert files["/assets/font-abc.woff2"].content_type == "font/woff2"


def test_what_does_not_get_smaller_is_sent_plain():
    """Three bytes are not worth a gzip header."""
    assert assets.asset(b"abc", "text/plain").gzipped is None


def test_a_client_that_was_not_built_is_said_so(tmp_path):
    """Without a page there is nothing to serve."""
    with pytest.raises(assets.ClientMissing):
        assets.load(tmp_path)
