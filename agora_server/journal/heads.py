"""
The installation's signature: one Ed25519 key in the data folder signs the heads of journals and exported records.

With ``identity/`` the only importer of ``cryptography`` in the running server. The key proves that a record is the one
this installation gave out; whoever holds the key could give out another, so heads also stand where others see them
(screen, PDF).
"""

import os
import re
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from agora_server.ops.data_folder import FolderUnusableError
from rooms.base.chain import Head, head_content

FILE = "signing_key"
_HEX = re.compile(r"[0-9a-f]*")


class SignedHead(msgspec.Struct, frozen=True):
    """A head with the public key and the signature, both in lower-case hexadecimal."""

    forum: str
    count: int
    hash: str
    time: int
    key: str
    signature: str

    @property
    def head(self) -> Head:
        """What was signed."""
        return Head(self.forum, self.count, self.hash, self.time)


class Signer:
    """Signs with one key.

    Args:
        seed: the private key, 32 bytes.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = self._key.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """Return the signature of some bytes."""
        return self._key.sign(content).hex()

    def sign_head(self, head: Head) -> SignedHead:
        """Return a head with its signature."""
        return SignedHead(head.forum, head.count, head.hash, head.time, self.key, self.sign(head_content(head)))


def is_signed(key: str, signature: str, content: bytes) -> bool:
    """Tell whether a signature is that of the key's owner. Anything but lower-case hexadecimal is none."""
    if not (_HEX.fullmatch(key) and _HEX.fullmatch(signature)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed_head(signed: SignedHead) -> bool:
    """Tell whether a head bears the signature of the key it names."""
    return is_signed(signed.key, signed.signature, head_content(signed.head))


def open_signer(folder: Path) -> Signer:
    """
    Return the signer of a data folder; its key is made at the first call (mode 0600), whole or not at all.

    Raises:
        FolderUnusableError: if the file does not hold a key.
    """
    path = folder / FILE
    if not path.exists():
        _make(path)
    try:
        return Signer(bytes.fromhex(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        raise FolderUnusableError(f"{path}: not a key") from None


def _make(path: Path) -> None:
    """Write a key beside its place, then link it there: of two starts at once, one wins and none sees half a key."""
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
