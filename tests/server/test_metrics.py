"""Metrics: the names that the operations manual promises."""

from agora_server.metrics import Metrics


def test_counters_and_gauges_are_in_the_text():
    """What was counted and what is read is in Prometheus' text."""
    metrics = Metrics()
    metrics.refused("too_fast")
    metrics.resumes.labels("resumed").inc(2)
    metrics.watch({"agora_participants": ("People in the square", lambda: 7)})
    text = metrics.text().decode()

    assert 'agora_refusals_total{kind="too_fast"} 1.0' in text
    assert 'agora_resumes_total{outcome="resumed"} 2.0' in text
    assert "agora_participants 7.0" in text


def test_two_servers_of_one_process_count_apart():
    """Nothing is global: tests and servers do not meet."""
    first, second = Metrics(), Metrics()
    first.refused("too_fast")

    assert b"too_fast" not in second.text()
