"""Metrics: the names that the operations manual promises."""

import pytest
from prometheus_client.parser import text_string_to_metric_families as families

from agora_server.core.metrics import READ, Metrics


def figures(**given):
    """Return a figure for every row: nothing, unless it is given."""
    return {row.name: given.get(row.name, {} if row.label else 0) for row in READ}


def test_what_is_counted_and_what_is_read_is_in_the_text():
    """What is counted as it happens and what is read from a running part is in Prometheus' text, with its type."""
    metrics = Metrics()
    metrics.refused("too_fast")
    metrics.http_refused("http_404")
    metrics.closed("1001")
    metrics.resumes.labels("resumed").inc(2)
    metrics.watch(lambda: figures(agora_participants=7, agora_ticks=5, agora_bytes={"in": 3, "out": 4}))
    text = metrics.text().decode()

    for line in (
        'agora_refusals_total{kind="too_fast"} 1.0',
        'agora_http_refusals_total{code="http_404"} 1.0',
        'agora_closes_total{code="1001"} 1.0',
        'agora_resumes_total{outcome="resumed"} 2.0',
        'agora_bytes_total{direction="in"} 3.0',
        'agora_bytes_total{direction="out"} 4.0',
        "agora_ticks_total 5.0",
        "agora_participants 7.0",
    ):
        assert line in text.splitlines()
    types = {family.name: family.type for family in families(text)}
    assert {types[row.name] for row in READ if row.grows} == {"counter"}
    assert {types[row.name] for row in READ if not row.grows} == {"gauge"}


def test_a_row_without_a_figure_is_refused():
    """A figure that nobody reads would stand still for good."""
    given = figures()
    del given["agora_ticks"]

    with pytest.raises(AssertionError):
        Metrics().watch(lambda: given)


def test_two_servers_of_one_process_count_apart():
    """Nothing is global: tests and servers do not meet."""
    first, second = Metrics(), Metrics()
    first.refused("too_fast")

    assert b"too_fast" not in second.text()
