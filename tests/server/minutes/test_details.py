"""The parts behind the first page."""

import pytest

from agora_server.minutes.details import METHOD, _became, details
from rooms.forum.minutes.parts import PersonalText, QuestionMinutes
from rooms.forum.model.terms import QuestionState

SILENT = {QuestionState.NEW, QuestionState.ASKED, QuestionState.SHOWN, QuestionState.HIDDEN}


@pytest.mark.parametrize("state", [state for state in QuestionState if state not in SILENT])
def test_what_became_of_a_question_is_worded(state):
    """No state is told by its code, and a day by its figures."""
    question = QuestionMinutes(
        "q2", PersonalText(1, "text"), state, 0, "q1", "교통과", "2026-12-20", PersonalText(2, "answer", "네")
    )

    told = _became(question, {"q1": 1}, {})
    assert not told.isascii()
    assert "2026-12-20" not in told


def test_a_section_without_anything_is_left_out(folder):
    """Nothing was erased, so nothing speaks of erasures; the method of the journeys always stands."""
    found = details(folder, {})

    assert "삭제됨" not in [section.title for section in found]
    told = " ".join(getattr(block, "text", "") for section in found for block in section.blocks)
    assert all(sentence in told for sentence in METHOD)
