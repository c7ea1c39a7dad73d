"""Logs: one line of JSON whatever somebody sends, and never what people say."""

import io
import json
import logging

import pytest
import structlog

from agora_server.ops import logs


@pytest.fixture
def lines():
    """What is written while a test runs; the world is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure(stream)
    yield lambda: stream.getvalue().splitlines()
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


def test_a_line_is_one_line(lines):
    """Control characters and line breaks of a stranger stay inside the JSON."""
    structlog.get_logger().info("refused", detail="a\nb\x1b[31m\u2028c\x00")

    assert len(lines()) == 1
    assert "\x1b" not in lines()[0]
    assert json.loads(lines()[0])["detail"] == "a\nb\x1b[31m\u2028c\x00"


def test_words_and_secrets_are_left_out(lines):
    """A field that may hold words, names or secrets is never written, also by mistake."""
    structlog.get_logger().info("said", text="비밀 이야기", ticket="abc", cookie="def", kind="say")
    line = json.loads(lines()[0])

    assert (line["text"], line["ticket"], line["cookie"], line["kind"]) == (*["(left out)"] * 3, "say")


def test_long_fields_are_shortened(lines):
    """No field of a line is a payload."""
    structlog.get_logger().info("odd", detail="x" * 10_000)

    assert len(lines()[0]) < 1_000


def test_libraries_write_the_same_form(lines):
    """A warning of a library is a line of JSON with its logger."""
    logging.getLogger("asyncio").warning("took\nlong")

    assert (json.loads(lines()[0])["logger"], json.loads(lines()[0])["level"]) == ("asyncio", "warning")
