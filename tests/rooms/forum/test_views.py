"""What each face shows."""

import msgspec
import pytest

from rooms.forum import commands as c
from rooms.forum import journalled
from rooms.forum.faces import Face
from rooms.forum.terms import Key, Level, QuestionState, Secrecy, Stance
from rooms.forum.views import prepare, view
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, citizen

PRO, CON = Stance.PRO, Stance.CON


def texts(hall):
    """Return the personal fields of a forum, by row and field."""
    kept = (journalled.to_journal(event) for event in hall.events)
    return {(seq, field): text for seq, one in enumerate(kept, 1) for field, text in one.personal.items()}


def see(hall, face, who=""):
    """Return a face, after a journey over the wire's types."""
    seen = view(hall.state, face, who, hall.now, texts(hall))
    return msgspec.json.decode(msgspec.json.encode(seen), type=type(seen))


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

    assert (seen.shared.speaker.name, seen.shared.speaker.clock.ends_at) == ("이름 a", hall.now + 180_000)
    assert (seen.me.place.place, seen.me.place.wait) == (3, 540_000)
    assert seen.me.place.reasons == (Key.ALTERNATE_CAMP,)
    assert see(hall, Face.LIGHT, "a").me.speaking
    assert see(hall, Face.LIGHT, "nobody").me is None


def test_all_faces_show_the_same_reasons(hall):
    """[VI2] The reasons beside a place are the same on every face; the screen shows three."""
    light, screen, desk = (see(hall, face, "d").shared.queue for face in Face)

    assert [row.place for row in light] == [row.place for row in desk]
    assert [row.place for row in screen] == [row.place for row in desk[:3]]


def test_the_desk_shows_who_is_passed_over(hall):
    """[VI3] Who was passed over is shown to the desk and to themselves, to nobody else."""
    hall.away("b")
    hall.call()
    assert see(hall, Face.LIGHT, "b").me.called_until == hall.now + 30_000
    hall.wait(31)

    assert [row.person for row in see(hall, Face.DESK).queue if row.place.away] == ["b"]
    assert see(hall, Face.LIGHT, "b").me.place.away
    assert "b" not in [row.person for row in see(hall, Face.LIGHT, "c").shared.queue]


def test_tallies_are_hidden_until_published():
    """[VI4] No face shows a choice or a sum while voting is open; people see the result once it is published."""
    hall = Hall().opened(people="ab")
    hall.ballot()
    hall.cast("a")
    for face in Face:
        assert see(hall, face, "b").shared.ballot.result is None
    assert see(hall, Face.LIGHT, "a").me.ballot.choice == {"yes": 1}
    assert see(hall, Face.LIGHT, "b").me.ballot.may
    hall.finish()
    hall.result()
    assert see(hall, Face.SCREEN).shared.ballot.result is None
    assert see(hall, Face.DESK).ballots[0].result.tally == {"yes": 1}
    hall.do(c.PublishBallot(by=OFFICER, ballot="b1", saw=hall.state.ballots["b1"].mark.version))
    assert see(hall, Face.SCREEN).shared.ballot.result.tally == {"yes": 1}


def test_a_ballot_says_why_not():
    """[VI5] Who cannot vote reads why on the ballot, as the refusal says it."""
    hall = Hall().opened(people="a")
    hall.come("g", Level.GUEST)
    hall.ballot(secrecy=Secrecy.HIDDEN)
    mine = see(hall, Face.LIGHT, "g").me.ballot

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

    assert (seen.papers["b1"].entered, seen.papers["b1"].agreed) == (("clerk",), False)
    assert "totals" not in msgspec.json.encode(seen).decode()


def test_questions_not_looked_at_are_the_authors_and_the_desks():
    """[VI7] A question that nobody looked at is seen by its author and the desk."""
    hall = Hall().opened(people="ab")
    hall.do(c.AskQuestion(by=citizen("a"), question="q1", text="버스는요?"))
    assert [one.text for one in see(hall, Face.LIGHT, "a").questions] == ["버스는요?"]
    assert see(hall, Face.LIGHT, "b").questions == ()
    assert [one.text for one in see(hall, Face.DESK).questions] == ["버스는요?"]
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.SHOWN, saw=0))
    assert [one.mine for one in see(hall, Face.LIGHT, "b").questions] == [False]


def test_erased_words_are_empty(hall):
    """[VI8] Without the personal fields every face still works; latecomers see the last lines, corrected."""
    hall.do(c.Speak(by=citizen("a"), text="안녕하새요"))
    hall.do(c.Correct(by=CLERK, row=hall.state.lines[0].row, text="안녕하세요"))
    (line,) = see(hall, Face.SCREEN).shared.lines
    assert (line.text, line.before, line.name) == ("안녕하세요", "안녕하새요", "이름 a")

    bare = prepare(hall.state, hall.now, {})
    assert (bare.lines[0].text, bare.speaker.name) == ("", "")
