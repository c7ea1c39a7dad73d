"""
The data folder: one owner at a time, held by a lock of the system that ends with the process.

    lock            locked by the owner; its process id inside, for people
    admin.sock      where the owner listens for ``./agora admin`` (mode 0600)
    agora.sqlite3   the store, where no other database is set
    secret          made at the first start of a demo
    signing_key     signs the heads and records of forums (``heads.py``)
"""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Self

SECRET_BYTES = 32


class FolderTakenError(Exception):
    """Another process owns the folder."""


class FolderUnusableError(Exception):
    """The folder cannot be made, read or written, or holds what is not ours; says why."""


class DataFolder:
    """A data folder, owned from ``open`` to ``close``.

    Args:
        path: made with mode 0700 if it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: int | None = None

    @property
    def socket(self) -> Path:
        """Where the owner listens for administration."""
        return self.path / "admin.sock"

    def open(self) -> Self:
        """Take the lock.

        Raises:
            FolderTakenError: if another process has it.
            FolderUnusableError: if it cannot be used.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FolderUnusableError(f"{self.path}: {error.strerror}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise FolderTakenError(str(self.path)) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._lock = handle
        return self

    def close(self) -> None:
        """Give the lock back; safe to call twice."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    def secret(self) -> bytes:
        """Return the installation's own secret of 256 bit, made at the first call (mode 0600).

        Raises:
            FolderUnusableError: if the file does not hold one.
        """
        path = self.path / "secret"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._read_secret(path)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
        return self.secret()

    @staticmethod
    def _read_secret(path: Path) -> bytes:
        try:
            secret = bytes.fromhex(path.read_text().strip())
        except (OSError, ValueError):
            secret = b""
        if len(secret) < SECRET_BYTES:
            raise FolderUnusableError(f"{path}: not a secret")
        return secret
