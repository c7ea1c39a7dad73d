"""Seals: one secret, many purposes, none of which stands for another."""

from agora_server.core.seals import SEAL_LENGTH, Seals

SEALS = Seals(b"a secret of a test")


def test_a_seal_fits_its_own_parts_alone():
    """Another purpose, another part, another secret, another split of the same letters: no fit."""
    seal = SEALS.seal("slip", "forum", 12)

    assert len(seal) == SEAL_LENGTH
    assert SEALS.fits(seal, "slip", "forum", 12)
    assert SEALS.fits(seal.lower(), "slip", "forum", 12)
    assert not SEALS.fits(seal, "venue", "forum", 12)
    assert not SEALS.fits(seal, "slip", "forum", 13)
    assert not SEALS.fits(seal, "slip", "foru", "m12")
    assert not SEALS.fits(seal, "slip", "forum1", 2)
    assert not Seals(b"another").fits(seal, "slip", "forum", 12)


def test_a_seal_of_whatever_shape_is_refused_and_not_an_error():
    """What somebody types may be anything."""
    wrong = ("", "=", "가나다라", "A" * 16, "A" * 4000)

    assert [SEALS.fits(one, "slip", "forum", 12) for one in wrong] == [False] * 5


def test_a_digest_is_the_same_at_every_start_and_none_without_the_secret():
    """What is kept under a digest is found again after a restart, by this installation alone."""
    again = Seals(b"a secret of a test")

    assert SEALS.digest("code", "K7QM") == again.digest("code", "K7QM")
    assert SEALS.digest("code", "K7QM") != Seals(b"another").digest("code", "K7QM")
    assert SEALS.digest("code", "K7QM") != SEALS.digest("pseudonym", "K7QM")
