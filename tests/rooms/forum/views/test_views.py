"""What each face shows."""

import types

import msgspec
import pytest

from rooms.forum.ballot.result import figures_of
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.rules import Levels
from rooms.forum.model.terms import ItemKind, Key, Kind, Level, QuestionState, Secrecy, Stance
from rooms.forum.views.view_parts import AnyPart, FloorPart, ForumView, LinesPart
from rooms.forum.views.views import mine, parts, prepare
from tests.rooms.forum.kit import CLERK, MODERATOR, OFFICER, Hall, a_ballot, citizen

PRO, CON = Stance.PRO, Stance.CON


def texts(hall):
    """Return the personal fields of a forum, by row and field."""
    kept = (journalled.to_journal(event) for event in hall.events)
    return {(seq, field): text for seq, one in enumerate(kept, 1) for field, text in one.personal.items()}


def see(hall, view, who=""):
    """Return a face by the tags of its parts, after a journey over the wire's types."""
    kept = texts(hall)
    shared = prepare(hall.state, hall.now, kept)
    own = mine(hall.state, shared, who, kept, hall.now)
    seen = msgspec.json.encode([*parts(hall.state, view, kept, shared), *([own] if own else [])])
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
    seen = see(hall, ForumView.PARTICIPANT, "d")

    assert (seen.floor.speaker.name, seen.floor.speaker.clock.ends_at) == ("이름 a", hall.now + 180_000)
    assert (seen.mine.place.place, seen.mine.place.wait) == (3, 540_000)
    assert seen.mine.place.reasons == (Key.ALTERNATE_CAMP,)
    assert see(hall, ForumView.PARTICIPANT, "a").mine.speaking
    assert see(hall, ForumView.PARTICIPANT, "nobody").mine is None


def test_all_faces_show_the_same_reasons(hall):
    """[VI2] The reasons beside a place are the same on every face; the screen shows three."""
    light, screen, desk = (see(hall, view, "d").queue.rows for view in ForumView)

    assert [row.place for row in light] == [row.place for row in desk]
    assert [row.place for row in screen] == [row.place for row in desk[:3]]


def test_the_desk_shows_who_is_passed_over(hall):
    """[VI3] Who was passed over is shown to the desk and to themselves, to nobody else."""
    hall.away("b")
    hall.call()
    assert see(hall, ForumView.PARTICIPANT, "b").mine.called_until == hall.now + 30_000
    hall.wait(31)

    assert [row.person for row in see(hall, ForumView.MODERATOR).queue.rows if row.place.away] == ["b"]
    assert see(hall, ForumView.PARTICIPANT, "b").mine.place.away
    assert "b" not in [row.person for row in see(hall, ForumView.PARTICIPANT, "c").queue.rows]


def test_tallies_are_hidden_until_published():
    """[VI4] No face shows a choice or a sum while voting is open; people see the result once it is published."""
    hall = Hall().opened(people="ab")
    hall.ballot()
    hall.cast("a")
    for view in ForumView:
        assert see(hall, view, "b").ballot.ballot.result is None
    assert see(hall, ForumView.PARTICIPANT, "a").mine.ballot.choice == {"yes": 1}
    assert see(hall, ForumView.PARTICIPANT, "b").mine.ballot.may
    hall.finish()
    hall.result()
    assert see(hall, ForumView.DISPLAY).ballot.ballot.result is None
    assert see(hall, ForumView.MODERATOR).desk.ballots[0].result.tally == {"yes": 1}
    hall.do(c.PublishBallot(by=OFFICER, ballot="b1", saw=hall.state.ballots["b1"].revision.version))
    shown = see(hall, ForumView.DISPLAY).ballot.ballot.result
    assert (shown.tally, shown.figures) == ({"yes": 1}, figures_of(a_ballot(), hall.state.ballots["b1"].result))


def test_a_ballot_says_why_not():
    """[VI5] Who cannot vote reads why on the ballot, as the refusal says it."""
    hall = Hall().opened(people="a")
    hall.come("g", Level.GUEST)
    hall.ballot(secrecy=Secrecy.HIDDEN)
    mine = see(hall, ForumView.PARTICIPANT, "g").mine.ballot

    assert (mine.may, mine.why, mine.facts) == (False, "level_needed", {"needs": "citizen", "has": "guest"})


def test_the_floor_tells_what_one_may_ask_for(hall):
    """[FL32] Every view tells the kinds that are taken now, and whether one asks for a camp."""
    for view in ForumView:
        floor = see(hall, view).floor
        assert (set(floor.offers), floor.offers[0], floor.stances) == (set(Kind), Kind.NORMAL, True)
    hall.do(c.SetQueue(by=MODERATOR, open=False))
    assert see(hall, ForumView.PARTICIPANT).floor.offers == (Kind.POINT_OF_ORDER,)
    assert not see(Hall().opened(ItemKind.TALK), ForumView.PARTICIPANT).floor.stances


def test_who_is_not_known_well_enough_reads_what_they_lack():
    """[VI10] Which level one lacks for the floor and for a question; nothing for who may."""
    hall = Hall(levels=Levels(ask=Level.CITIZEN, question=Level.NAMED)).opened(people="a")
    for who, level in (("g", Level.GUEST), ("n", Level.NAMED)):
        hall.come(who, level)
    own = {who: see(hall, ForumView.PARTICIPANT, who).mine for who in "agn"}

    assert {who: (one.ask_needs, one.question_needs) for who, one in own.items()} == {
        "a": (None, None),
        "g": (Level.CITIZEN, Level.NAMED),
        "n": (Level.CITIZEN, None),
    }


def test_papers_stay_blind():
    """[VI6] The desk sees who has counted papers, never what they counted, until both agree."""
    hall = Hall().opened(people="a")
    hall.slip("s1", 1)
    hall.ballot()
    hall.do(c.IssuePaper(by=CLERK, ballot="b1", person="s1"))
    hall.finish()
    hall.do(c.EnterPaper(by=CLERK, ballot="b1", papers=1, totals={"no": 1}))
    seen = see(hall, ForumView.MODERATOR)

    assert (seen.desk.papers[0].entered, seen.desk.papers[0].agreed) == (("clerk",), False)
    assert "totals" not in msgspec.json.encode(seen.desk).decode()


def test_questions_not_looked_at_are_the_authors_and_the_desks():
    """[VI7] A question that nobody looked at is seen by its author and the desk."""
    hall = Hall().opened(people="ab")
    hall.do(c.AskQuestion(by=citizen("a"), question="q1", text="버스는요?"))
    assert [one.text for one in see(hall, ForumView.PARTICIPANT, "a").mine.questions] == ["버스는요?"]
    assert see(hall, ForumView.PARTICIPANT, "b").questions.questions == ()
    assert [one.text for one in see(hall, ForumView.MODERATOR).questions.questions] == ["버스는요?"]
    hall.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.SHOWN, saw=0))
    assert [one.id for one in see(hall, ForumView.PARTICIPANT, "b").questions.questions] == ["q1"]
    assert (see(hall, ForumView.PARTICIPANT, "a").mine.asked, see(hall, ForumView.PARTICIPANT, "b").mine.asked) == (
        ("q1",),
        (),
    )


def test_erased_words_are_empty(hall):
    """[VI8] Without the personal fields every face still works; latecomers see the last lines, corrected."""
    hall.do(c.Speak(by=citizen("a"), text="안녕하새요"))
    hall.do(c.Correct(by=CLERK, row=hall.state.lines[0].row, text="안녕하세요"))
    (line,) = see(hall, ForumView.DISPLAY).lines.lines
    assert (line.text, line.before, line.name) == ("안녕하세요", "안녕하새요", "이름 a")

    for view in ForumView:
        bare = {type(part): part for part in parts(hall.state, view, {}, prepare(hall.state, hall.now, {}))}
        assert (bare[LinesPart].lines[0].text, bare[FloorPart].speaker.name) == ("", "")
