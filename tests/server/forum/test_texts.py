"""The texts that faces show: as many as the state names, and no more."""

from agora_server.forum import texts as forum_texts
from agora_server.forum.texts import ForumTexts, rows_of
from tests.rooms.forum.kit import Hall


def test_a_state_names_the_rows_of_its_people_requests_and_questions():
    """Names, remarks and words are read for what can be shown."""
    hall = Hall().opened(people="ab")
    hall.ask("a", hall.state.rules.first_camp)
    rows = {row for row in rows_of(hall.state) if row}

    assert {person.row for person in hall.state.roll.people.values()} < rows
    assert {entry.row for entry in hall.state.floor.waiting.values()} <= rows


def test_what_the_state_no_longer_names_is_let_go(monkeypatch):
    """Texts are bounded: beyond some slack only named rows, and those asked for, stay."""
    monkeypatch.setattr(forum_texts, "SLACK", 5)
    hall = Hall().opened(people="ab")
    texts = ForumTexts()
    texts._trim_at = 5
    kept = hall.state.roll.people["a"].row
    for row in (kept, *range(900, 910)):
        texts.add(row, {"text": f"말 {row}"})
    texts.trim(hall.state, [905])

    assert set(texts.by_row) == {(kept, "text"), (905, "text")}
