"""The published limits."""

import json

from agora_server.api.contract import limits_document


def test_the_contract_is_plain_numbers():
    """Every bound is a positive whole number that JSON carries."""
    document = limits_document()
    rates = document.pop("rates")

    assert json.loads(json.dumps(document)) == document
    assert all(isinstance(value, int) and value > 0 for value in document.values())
    assert all(value > 0 for row in rates.values() for value in row.values())
