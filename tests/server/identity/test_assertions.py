"""Signed assertions: what holds is read, and nothing else passes, however it is dressed."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from agora_server.identity import assertions
from agora_server.identity.assertions import NotVouchedError, TokenAssertions, Verified, read_key
from tests.server.identity.tokens import AUDIENCE, ED, ISSUER, OTHER, P256, claims_at, letters, sign_es256, token_of

NOW = 1_800_000_000_000
CHECK = TokenAssertions(ISSUER, AUDIENCE, ED.public_key())
GOOD = token_of(claims_at(NOW))


def refusal(token, *, check=CHECK, nonce="n1", now=NOW):
    """Return why a token is not taken."""
    with pytest.raises(NotVouchedError) as refused:
        check.check(token, nonce, now)
    return refused.value.why


def test_a_good_token_vouches_for_its_subject():
    """The pseudonym is of this issuer; what else a token tells of a person is not read."""
    token = token_of(claims_at(NOW, name="김하늘", address="장유1동"))

    assert CHECK.check(token, "n1", NOW) == Verified(
        f"{ISSUER}\npairwise-1", "citizen", "j1", NOW + 300_000 + assertions.SKEW_MS
    )


def test_the_other_algorithm_is_taken_with_its_own_key():
    """ES256 over P-256, in the 64 bytes of JSON Web Signatures."""
    check = TokenAssertions(ISSUER, AUDIENCE, P256.public_key())
    token = token_of(claims_at(NOW, aud=["else", AUDIENCE]), head={"alg": "ES256"}, sign=sign_es256)

    assert check.check(token, "n1", NOW).level == "citizen"
    assert refusal(token[:-4] + "AAAA", check=check) == "signature"
    assert refusal(token_of(claims_at(NOW), head={"alg": "ES256"}, sign=lambda _: b"short"), check=check) == "signature"


def test_somebody_known_who_is_no_citizen_is_said_to_be_that():
    """A provider may know people of other cities."""
    assert CHECK.check(token_of(claims_at(NOW, level="named")), "n1", NOW).level == "named"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://elsewhere.example"}, "issuer"),
        ({"aud": "another-city"}, "audience"),
        ({"aud": []}, "audience"),
        ({"nonce": "n2"}, "nonce"),
        ({"iat": NOW // 1000 + 3600}, "early"),
        ({"nbf": NOW // 1000 + 3600}, "early"),
        ({"exp": NOW // 1000 - 3600}, "late"),
        ({"iat": NOW // 1000 - 3600, "exp": NOW // 1000 + 3600}, "late"),
        ({"sub": ""}, "body"),
        ({"sub": None}, "body"),
        ({"exp": None}, "body"),
        ({"exp": "9999999999"}, "body"),
        ({"nonce": None}, "body"),
        ({"level": "admin"}, "body"),
    ],
)
def test_a_claim_that_does_not_hold_refuses_the_token(changed, why):
    """Another issuer, another audience, another visit, too early, too late, or not there at all."""
    assert refusal(token_of(claims_at(NOW, **changed))) == why


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ({"alg": "none"}, "header"),
        ({"alg": "HS256"}, "header"),
        ({"alg": "ES256"}, "header"),
        ({"alg": "eddsa"}, "header"),
        ({"alg": None}, "body"),
        ({"crit": ["exp"]}, "header"),
        ({"typ": "logout+jwt"}, "header"),
    ],
)
def test_the_key_decides_the_algorithm(head, why):
    """What a token says of itself is compared, never followed."""
    assert refusal(token_of(claims_at(NOW), head=head)) == why


def test_the_public_key_is_no_secret_of_a_mac():
    """The classic: our public key as the key of an HMAC."""
    pem = ED.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    forged = token_of(claims_at(NOW), head={"alg": "HS256"}, sign=lambda data: hmac.digest(pem, data, hashlib.sha256))

    assert refusal(forged) == "header"


@pytest.mark.parametrize(
    "token",
    [
        *("", "a", "..", "a.b", "a.b.c.d", "가.나.다", "====.====.====", "e30.e30.", "bnVsbA.e30.AAAA", "A" * 5000),
        f"{GOOD}=",
        GOOD.replace(".", ". "),
    ],
)
def test_what_is_no_token_is_refused(token):
    """Whatever comes is an answer, never an error."""
    assert refusal(token)


def test_another_key_and_a_cut_signature_are_refused():
    """Nobody else's signature, and none at all."""
    head, body, _ = GOOD.split(".")

    assert refusal(token_of(claims_at(NOW), sign=OTHER.sign)) == "signature"
    assert refusal(f"{head}.{body}.") == "signature"
    assert refusal(f"{head}.{body}.{letters(bytes(64))}") == "signature"


@given(st.integers(0, len(GOOD) - 2), st.characters(codec="ascii"))
def test_every_changed_letter_is_noticed(at, letter):
    """One letter of head, body or signature changed: refused; the last one of all carries bits of padding."""
    changed = GOOD[:at] + letter + GOOD[at + 1 :]
    if changed != GOOD:
        assert refusal(changed)


def test_only_keys_of_the_two_algorithms_are_read(tmp_path):
    """A key of RSA, or of another curve, is refused at the start of the server."""
    keys = {
        "ed": ED.public_key(),
        "p256": P256.public_key(),
        "p384": ec.generate_private_key(ec.SECP384R1()).public_key(),
        "rsa": rsa.generate_private_key(65537, 2048).public_key(),
    }
    for name, key in keys.items():
        pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        (tmp_path / name).write_bytes(pem)

    assert [read_key(tmp_path / name) for name in ("ed", "p256")] == [keys["ed"], keys["p256"]]
    for name in ("p384", "rsa"):
        with pytest.raises(ValueError, match="neither"):
            read_key(tmp_path / name)
