"""Random ids and how tokens are kept."""

from agora_server.core.ids import hash_token, new_id


def test_ids_do_not_repeat():
    """An id has 128 bit: a thousand are a thousand."""
    made = {new_id() for _ in range(1_000)}

    assert len(made) == 1_000
    assert {len(one) for one in made} == {26}
    assert all(one.isalnum() and one.isascii() for one in made)


def test_a_token_is_kept_as_its_digest():
    """What is kept of a token is its SHA-256 in hexadecimal: the empty text's is the published one."""
    assert hash_token("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
