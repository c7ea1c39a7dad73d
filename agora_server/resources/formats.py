"""
Reads the formats of forums: those that ship with the rules, and those that officers put into the data folder.

A file of the folder stands in the place of the shipped one of its id. One that cannot be used is left out, and what is
wrong with it is said in Korean (``rooms/forum/model/formats.py``).
"""

from dataclasses import dataclass, field
from pathlib import Path

import rooms.forum
from rooms.forum.model.formats import FormatError, parse
from rooms.forum.model.rules import Format

FOLDER = "formats"
MOST = 100
"""Files read of a folder: a city has a dozen kinds of forums."""
MOST_BYTES = 64 * 1024
"""Bytes of a file: ours have 1 kB."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that can be used, by id, and what is wrong with the others."""

    usable: dict[str, Format]
    faults: list[str] = field(default_factory=list)


def shipped() -> Path:
    """Return the folder of the formats that ship."""
    return Path(next(iter(rooms.forum.__path__))) / FOLDER


def load_formats(data: Path | None = None) -> Formats:
    """Return all formats: the shipped ones, then those of a data folder."""
    found = Formats({})
    for folder in [shipped(), *([data / FOLDER] if data is not None else [])]:
        for path in sorted(folder.glob("*.toml"))[:MOST]:
            _read(path, found)
    return found


def _read(path: Path, found: Formats) -> None:
    try:
        format_ = parse(path.name, _text(path))
    except FormatError as error:
        found.faults.extend(f"{path.name}: {fault}" for fault in error.faults)
    except (OSError, UnicodeDecodeError):
        found.faults.append(f"{path.name}: 읽을 수 없습니다. UTF-8 글자로 저장했는지 살펴보세요.")
    else:
        found.usable[format_.id] = format_


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise FormatError(path.name, ["파일이 너무 큽니다. 64 kB 이하로 줄이세요."])
    return path.read_text(encoding="utf-8")
