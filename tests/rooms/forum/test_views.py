"""What each face shows."""

import types

import msgspec
import pytest

from rooms.forum import commands as c
from rooms.forum import journalled
from rooms.forum.faces import AnyPart, Face, FloorPart, LinesPart
from rooms.forum.terms import Key, Level, QuestionState, Secrecy, Stance
from rooms.forum.views import mine, parts, prepare
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, citizen

PRO, CON = Stance.PRO, Stance.CON


def texts(hall):
    """Return the personal fields of a forum, by row and field."""
    kept = (journalled.to_journal(event) for event in hall.events)
    return {(seq, field): text for seq, one in enumerate(kept, 1) for field, text in one.personal.items()}


def see(hall, face, who=""):
    """Return a face by the tags of its parts, after a journey over the wire's types."""
    kept = texts(hall)
    shared = prepare(hall.state, hall.now, kept)
    own = mine(hall.state, shared, who, kept, hall.now)
    seen = msgspec.json.encode([*parts(hall.state, face, kept, shared), *([own] if own else [])])
    found = msgspec.json.decode(seen, type=list[AnyPart])
    return types.SimpleNamespace(**{"mine": None, **{part.__struct_config__.tag: part for part in found}})


@pytest.fixture
def hall():
    """Return a debate with a speaker and four who wait."""
    hall = Hall().opened(people="abcde")
    for who, stance in (("a", CON), ("b", PRO), ("c", CON), ("d", PRO), ("e", CON)):
        hall.ask(who, stance)
    hall.call()
    return hall


def test_the_light_page_shows_my_place_and_why(hall):
    """[VI1] The light page shows who speaks, the clock as data, my place, its reasons and the expected wait."""
    seen = see(hall, Face.LIGHT, "d")

    assert (seen.floor.speaker.name, seen.floor.speaker.clock.ends_at) == ("이름 a", hall.now + 180_000)
    assert (seen.mine.place.place, seen.mine.place.wait) == (3, 540_000)
    assert seen.mine.place.reasons == (Key.ALTERNATE_CAMP,)
    assert see(hall, Face.LIGHT, "a").mine.speaking
    assert see(hall, Face.LIGHT, "nobody").mine is None


def test_all_faces_show_the_same_reasons(hall):
    """[VI2] The reasons beside a place are the same on every face; the screen shows three."""
    light, screen, desk = (see(hall, face, "d").queue.rows for face in Face)

    assert [row.place for row in light] == [row.place for row in desk]
    assert [row.place for row in screen] == [row.place for row in desk[:3]]


def test_the_desk_shows_who_is_passed_over(hall):
    """[VI3] Who was passed over is shown to the desk and to themselves, to nobody else."""
    hall.away("b")
    hall.call()
    assert see(hall, Face.LIGHT, "b").mine.called_until == hall.now + 30_000
    hall.wait(31)

    assert [row.person for row in see(hall, Face.DESK).queue.rows if row.place.away] == ["b"]
    assert see(hall, Face.LIGHT, "b").mine.place.away
    assert "b" not in [row.person for row in see(hall, Face.LIGHT, "c").queue.rows]


def test_tallies_are_hidden_until_published():
    """[VI4] No face shows a choice or a sum while voting is open; people see the result once it is published."""
    hall = Hall().opened(people="ab")
    hall.ballot()
    hall.cast("a")
    for face in Face:
        assert see(hall, face, "b").ballot.ballot.result is None
    assert see(hall, Face.LIGHT, "a").mine.ballot.choice == {"yes": 1}
    assert see(hall, Face.LIGHT, "b").mine.ballot.may
    hall.finish()
    hall.result()
    assert see(hall, Face.SCREEN).ballot.ballot.result is None
    assert see(hall, Face.DESK).desk.ballots[0].result.tally == {"yes": 1}
    hall.do(c.PublishBallot(by=OFFICER, ballot="b1", saw=hall.state.ballots["b1"].mark.version))
    assert see(hall, Face.SCREEN).ballot.ballot.result.tally == {"yes": 1}


def test_a_ballot_says_why_not():
    """[VI5] Who cannot vote reads why on the ballot, as the refusal says it."""
    hall = Hall().opened(people="a")
    hall.come("g", Level.GUEST)
    hall.ballot(secrecy=Secrecy.HIDDEN)
    mine = see(hall, Face.LIGHT, "g").mine.ballot

    assert (mine.may, mine.why, mine.facts) == (False, "level_needed", {"needs": "citizen", "has": "guest"})


def test_papers_stay_blind():
    """[VI6] The desk sees who has counted papers, never what they counted, until both agree."""
    hall = Hall().opened(people="a")
    hall.slip("s1", 1)
    hall.ballot()
    hall.do(c.IssuePaper(by=CLERK, ballot="b1", person="s1"))
    hall.finish()
    hall.do(c.EnterPaper(by=CLERK, ballot="b1", papers=1, totals={"no": 1}))
    seen = see(hall, Face.DESK)

    assert (seen.desk.papers[0].entered, seen.desk.papers[0].agreed) == (("clerk",), False)
    assert "totals" not in msgspec.json.encode(seen.desk).decode()


def test_questions_not_looked_at_are_the_authors_and_the_desks():
    """[VI7] A question that nobody looked at is seen by its author and the desk."""
    hall = Hall().opened(people="ab")
    hall.do(c.AskQuestion(by=citizen("a"), question="q1", text="버스는요?"))
    assert [one.text for one in see(hall, Face.LIGHT, "a").mine.questions] == ["버스는요?"]
    assert see(hall, Face.LIGHT, "b").questions.questions == ()
    assert [one.text for one in see(hall, Face.DESK).questions.questions] == ["버스는요?"]
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.SHOWN, saw=0))
    assert [one.id for one in see(hall, Face.LIGHT, "b").questions.questions] == ["q1"]
    assert (see(hall, Face.LIGHT, "a").mine.asked, see(hall, Face.LIGHT, "b").mine.asked) == (("q1",), ())


def test_erased_words_are_empty(hall):
    """[VI8] Without the personal fields every face still works; latecomers see the last lines, corrected."""
    hall.do(c.Speak(by=citizen("a"), text="안녕하새요"))
    hall.do(c.Correct(by=CLERK, row=hall.state.lines[0].row, text="안녕하세요"))
    (line,) = see(hall, Face.SCREEN).lines.lines
    assert (line.text, line.before, line.name) == ("안녕하세요", "안녕하새요", "이름 a")

    for face in Face:
        bare = {type(part): part for part in parts(hall.state, face, {}, prepare(hall.state, hall.now, {}))}
        assert (bare[LinesPart].lines[0].text, bare[FloorPart].speaker.name) == ("", "")
