"""Formats from files: shipped, replaced, broken."""

from agora_server.resources import formats
from agora_server.resources.formats import load_formats, shipped

BIG = formats.MOST_BYTES + 1


def folder(tmp_path, **files):
    """Return a data folder with format files."""
    (tmp_path / "formats").mkdir()
    for name, content in files.items():
        (tmp_path / "formats" / f"{name}.toml").write_bytes(content)
    return tmp_path


def test_what_ships_can_be_used():
    """[AG7] Six formats, without a fault."""
    found = load_formats()

    assert (len(found.usable), found.faults) == (6, [])


def test_a_file_of_the_folder_stands_in_the_place_of_the_shipped_one(tmp_path):
    """An officer's own debate is the debate."""
    text = (shipped() / "debate.toml").read_text(encoding="utf-8")
    data = folder(tmp_path, mine=text.replace("찬반토론", "우리 동네 찬반토론").encode())
    found = load_formats(data)

    assert len(found.usable) == 6
    assert "우리 동네" in found.usable["debate"].ko


def test_what_cannot_be_used_is_said_in_korean(tmp_path):
    """[AG8] A broken file, one that is no text and one that is too big are left out with a word."""
    found = load_formats(folder(tmp_path, broken=b"id = ", odd=b"\xff\xfe", big=b"#" * BIG))

    assert len(found.usable) == 6
    assert [line.partition(":")[0] for line in found.faults] == ["big.toml", "broken.toml", "odd.toml"]
