"""The installation's signature."""

import stat

import msgspec
import pytest

from agora_server.journal import heads
from agora_server.journal.heads import Signer, is_signed, is_signed_head, open_signer
from agora_server.ops.data_folder import FolderUnusableError
from rooms.base.chain import Head

HEAD = Head("f1", 3, "ab" * 32, 1_000)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    """[JO17] The same key at every start, mode 0600, and no draft of it is left."""
    first = open_signer(tmp_path)
    second = open_signer(tmp_path)

    assert first.key == second.key
    assert [path.name for path in tmp_path.iterdir()] == [heads.FILE]
    assert stat.S_IMODE((tmp_path / heads.FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("kept", ["", "zz", "ab" * 31, "ab" * 33, "가" * 64])
def test_a_file_that_is_no_key_is_told_as_such(tmp_path, kept):
    """[JO17] Another key is not made in its place: what was signed would be nobody's."""
    (tmp_path / heads.FILE).write_text(kept, encoding="utf-8")

    with pytest.raises(FolderUnusableError, match=heads.FILE):
        open_signer(tmp_path)


def test_a_folder_in_the_keys_place_is_told_as_such(tmp_path):
    """[JO17] Neither is it a port that is taken."""
    (tmp_path / heads.FILE).mkdir()

    with pytest.raises(FolderUnusableError, match=heads.FILE):
        open_signer(tmp_path)


def test_each_installation_has_its_own_key(tmp_path):
    """[JO17] Keys are drawn, not derived."""
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()

    assert len({open_signer(folder).key for folder in folders}) == 2


def test_of_two_first_starts_one_key_stands(tmp_path, monkeypatch):
    """[JO17] A key that another start linked meanwhile is the key."""
    theirs = Signer(bytes(32))
    link = heads.os.link

    def too_late(draft, path):
        path.write_text("00" * 32)
        link(draft, path)

    monkeypatch.setattr(heads.os, "link", too_late)

    assert open_signer(tmp_path).key == theirs.key
    assert [path.name for path in tmp_path.iterdir()] == [heads.FILE]


def test_the_signature_is_ed25519():
    """[JO17] The first test vector of RFC 8032, section 7.1."""
    signer = Signer(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))

    assert signer.key == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signer.sign(b"").startswith(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
    )


@pytest.mark.parametrize(
    "change", [{"count": 2}, {"hash": "ac" * 32}, {"time": 999}, {"forum": "f2"}, {"key": "00" * 32}, {"signature": ""}]
)
def test_a_changed_head_is_not_signed(change):
    """[JO17] No part of a head can be changed under its signature."""
    signed = Signer(bytes(range(32))).sign_head(HEAD)

    assert is_signed_head(signed)
    assert signed.head == HEAD
    assert not is_signed_head(msgspec.structs.replace(signed, **change))


def test_another_spelling_is_another_signature():
    """[JO18] Upper case, blanks and odd lengths are refused, not understood."""
    signer = Signer(bytes(range(32)))
    signature = signer.sign(b"x")

    assert is_signed(signer.key, signature, b"x")
    for wrong in (signature.upper(), f" {signature}", signature[:-1], signature + "00", "zz"):
        assert not is_signed(signer.key, wrong, b"x")
    assert not is_signed(signer.key.upper(), signature, b"x")
