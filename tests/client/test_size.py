"""The weight of a first visit, from the manifest of the built client."""

import gzip
import json

import pytest

from tests import source

pytestmark = pytest.mark.package  # needs the built client

CLIENT = source.ROOT / "agora_server" / "client"
LIST_LIMIT = 100_000
"""Bytes of code, gzipped, until the list can be used."""
HALL_LIMIT = 100_000
"""Bytes of code, styles and words, gzipped, until the light page of a hall can be used."""
SPACE_LIMIT = 250_000
"""Bytes of code, gzipped, that the 3D view adds, loaded when it is wanted."""


@pytest.fixture(scope="module")
def manifest():
    """What Vite says about the files that it built."""
    path = CLIENT / ".vite" / "manifest.json"
    assert path.exists(), "build the client first: ./agora build"
    return json.loads(path.read_text(encoding="utf-8"))


def chunks(manifest, entry, seen=None):
    """Return the keys of everything that an entry loads before it runs."""
    seen = set() if seen is None else seen
    if entry not in seen:
        seen.add(entry)
        for needed in manifest[entry].get("imports", []):
            chunks(manifest, needed, seen)
    return seen


def weight(manifest, keys):
    """Return the gzipped bytes of scripts and styles."""
    files = {manifest[key]["file"] for key in keys} | {css for key in keys for css in manifest[key].get("css", [])}
    return sum(len(gzip.compress((CLIENT / file).read_bytes(), 9)) for file in files if file.endswith((".js", ".css")))


def first(manifest):
    """Return what the page loads at once."""
    return chunks(manifest, "index.html")


def hall(manifest):
    """Return what the light page of a hall loads before it shows anything: itself and the words of halls."""
    return chunks(manifest, "hall.html") | {"src/i18n/parts/hall.ko.json"}


def scene(manifest):
    """Return what opening 3D loads in addition."""
    entries = [key for key in manifest if key.startswith("src/scene/") and manifest[key].get("isDynamicEntry")]
    assert entries, "the scene must be loaded lazily"
    return {key for entry in entries for key in chunks(manifest, entry)} - first(manifest)


def test_the_list_is_light(manifest):
    """Everything that the door and the list need is at most 100 kB gzipped."""
    size = weight(manifest, first(manifest))
    print(f"figure: first load of code and styles {size / 1000:.1f} kB gzipped")

    assert size <= LIST_LIMIT


def test_the_light_page_is_light(manifest):
    """The light page of a hall is at most 100 kB gzipped; voice, letters and the square come with neither."""
    size = weight(manifest, hall(manifest))
    print(f"figure: the light page of a hall is {size / 1000:.1f} kB gzipped")
    sources = {manifest[key].get("src", key) for key in hall(manifest)}

    assert size <= HALL_LIMIT
    assert not [source for source in sources if "voice" in source or "scene" in source or "pretendard" in source]


def test_3d_is_light_and_lazy(manifest):
    """The 3D view adds at most 250 kB gzipped, and none of it comes with the first load."""
    size = weight(manifest, scene(manifest))
    print(f"figure: the 3D view adds {size / 1000:.1f} kB gzipped")

    assert size <= SPACE_LIMIT
    assert not [key for key in first(manifest) if "three" in key or key.startswith("src/scene/")]


def test_the_world_is_light():
    """The world file is at most 150 kB gzipped."""
    size = len(gzip.compress((source.ROOT / "rooms" / "data" / "world.json").read_bytes(), 9))
    print(f"figure: the world file is {size / 1000:.1f} kB gzipped")

    assert size <= 150_000
