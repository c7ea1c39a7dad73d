"""The pages of docs/ say what the code says."""

import re

import pytest

from tests import documents, source

PAGES = [*sorted((source.ROOT / "docs").rglob("*.md")), *sorted(source.ROOT.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", documents.documents(), ids=source.name_of)
def test_generated_parts_are_up_to_date(page):
    """Every generated part is what the code gives; if not, run ``python -m tests.documents --write``."""
    text = page.read_text(encoding="utf-8")

    assert text == documents.renewed(text), f"{page.name} is behind the code; run: {documents.COMMAND}"


def test_every_part_is_shown_somewhere():
    """No part is written for nobody."""
    shown = {found[1] for page in documents.documents() for found in documents.PART.findall(page.read_text("utf-8"))}

    assert shown == set(documents.PARTS)


@pytest.mark.parametrize("page", PAGES, ids=source.name_of)
def test_links_lead_somewhere(page):
    """A link inside the project names a file that is there."""
    gone = [to for to in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / to).exists()]

    assert gone == []
