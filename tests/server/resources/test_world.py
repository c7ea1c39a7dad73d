"""The committed world file: small, true to the real city, and honest about its sources."""

import gzip
import json

from agora_server.resources.world import load_world, world_bytes


def test_the_file_is_small():
    """Gzipped, the world takes at most 150 kB of a first visit."""
    assert len(gzip.compress(world_bytes())) <= 150_000


def test_every_place_has_facts_in_both_languages():
    """Each place says a fact or two in Korean and as many in English."""
    for place in load_world().places.values():
        assert place.name["ko"]
        assert place.name["en"]
        assert 1 <= len(place.facts["ko"]) == len(place.facts["en"]) <= 3


def test_sentences_are_written_as_they_are():
    """Packing the file takes no space out of a sentence."""
    facts = " ".join(load_world().places["arts-center"].facts["en"])

    assert "Maru Hall (1,464 seats), Nuri Hall" in facts


def test_the_sources_are_credited():
    """The file names the survey, OpenStreetMap and SRTM, with their terms."""
    credits_ = {row["id"]: row for row in json.loads(world_bytes())["credits"]}

    assert {"ngii", "osm", "srtm", "tourism"} <= set(credits_)
    assert "ODbL" in credits_["osm"]["terms"]
