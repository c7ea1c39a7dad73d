"""Floors of coverage: below one a run fails, and one that has fallen behind rises."""

import json
import tomllib

import pytest

from tests import floors


def test_a_share_below_its_floor_is_told():
    """What is measured below its floor is named; what holds is not."""
    (said,) = floors.trouble({"lines": 89.9, "branches": 80.0}, {"lines": 90.0, "branches": 80.0})

    assert said.startswith("lines: 89.90 % is below")


def test_a_floor_that_fell_behind_rises_to_a_number_that_holds():
    """More than a point below what is measured a floor rises, in its own part; a second run finds nothing to do."""
    text = "# why\n[python]\nlines = 94.2\nbranches = 80.0\n\n[client]\nlines = 94.2\n"
    higher = floors.risen({"lines": 95.27, "branches": 80.9}, tomllib.loads(text)["python"])
    new = tomllib.loads(floors.with_floors(text, "python", higher))

    assert new == {"python": {"lines": 94.7, "branches": 80.0}, "client": {"lines": 94.2}}
    assert floors.risen({"lines": 95.27, "branches": 80.9}, new["python"]) == {}
    assert floors.trouble({"lines": 95.27, "branches": 80.9}, new["python"]) == []


def test_totals_are_read_as_the_tools_write_them(tmp_path):
    """SlipCover counts what ran and what did not, V8 what ran and all; both become percent."""
    summary = {"covered_lines": 3, "missing_lines": 1, "covered_branches": 1, "missing_branches": 1}
    (tmp_path / "python.json").write_text(json.dumps({"summary": summary}), encoding="utf-8")
    (tmp_path / "client").mkdir()
    total = {"lines": {"covered": 9, "total": 10}, "branches": {"covered": 1, "total": 4}}
    (tmp_path / "client" / "coverage-summary.json").write_text(json.dumps({"total": total}), encoding="utf-8")

    assert floors.of_python(tmp_path) == {"lines": 75.0, "branches": 50.0}
    assert floors.of_client(tmp_path) == {"lines": 90.0, "branches": 25.0}


@pytest.mark.parametrize("part", ["python", "client"])
def test_both_parts_have_their_floors(part):
    """Lines and branches of both languages stand in the committed file."""
    assert set(tomllib.loads(floors.FLOORS.read_text(encoding="utf-8"))[part]) == {"lines", "branches"}
