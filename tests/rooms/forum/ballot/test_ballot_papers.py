"""Paper ballots: marked on the roll, counted by two officers."""

from rooms.base import tally
from rooms.base.errors import Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Outcome
from tests.rooms.forum.kit import CLERK, OFFICER, SECOND, Hall, citizen, rows


def papers(issued=3):
    """Return a hall with an open ballot, two online and some on-site voters who hold a paper."""
    hall = Hall().opened(people="ab")
    for number in range(1, issued + 1):
        hall.slip(f"s{number}", number)
    hall.ballot()
    for number in range(1, issued + 1):
        hall.do(c.IssuePaper(by=CLERK, ballot="b1", person=f"s{number}"))
    return hall


def entered(by, **totals):
    """Return an officer's count."""
    return c.EnterPaper(by=by, ballot="b1", papers=sum(totals.values()), totals=totals)


def test_paper_and_online_exclude_each_other():
    """[BA10] Who holds a paper cannot vote online, who voted online gets no paper; an unused paper can come back."""
    hall = papers(1)
    assert hall.no(c.Cast(by=citizen("s1"), ballot="b1", choice={"yes": 1})).why is Why.PAPER_HELD
    assert hall.no(c.IssuePaper(by=CLERK, ballot="b1", person="s1")).why is Why.PAPER_HELD
    hall.cast("a")
    assert hall.no(c.IssuePaper(by=CLERK, ballot="b1", person="a")).why is Why.VOTED_ALREADY
    hall.do(c.ReturnPaper(by=CLERK, ballot="b1", person="s1"))
    hall.cast("s1")

    assert hall.state.ballots["b1"].issued == 0


def test_two_officers_count_blind_and_agree():
    """[BA11] Two officers enter; equal counts are taken, the same officer twice is refused."""
    hall = papers()
    hall.cast("a", "no")
    hall.finish()
    assert hall.no(c.CountBallot(by=c.TIMER, ballot="b1")).why is Why.PAPER_MISSING
    hall.do(entered(CLERK, yes=2, no=1))
    assert hall.no(entered(CLERK, yes=2, no=1)).why is Why.OTHER_OFFICER
    assert hall.no(c.CountBallot(by=c.TIMER, ballot="b1")).facts == {"entered": 1, "issued": 3}
    hall.do(entered(OFFICER, yes=2, no=1))
    assert hall.no(entered(SECOND, yes=3)).why is Why.NOT_NOW
    result = hall.result()

    assert (result.tally, result.online, result.papers, result.outcome) == ({"no": 2, "yes": 2}, 1, 3, Outcome.TIE)
    assert tally.verify(rows(hall)) is None


def test_counts_that_differ_are_void():
    """[BA12] Two counts that differ are both void, and both count again."""
    hall = papers()
    hall.finish()
    hall.do(entered(CLERK, yes=2, no=1))
    hall.do(entered(OFFICER, yes=1, no=2))
    assert hall.state.ballots["b1"].counts == ()
    hall.do(entered(CLERK, yes=2, no=1))
    hall.do(entered(OFFICER, yes=2, no=1))

    assert hall.state.ballots["b1"].agreed.totals == {"yes": 2, "no": 1}


def test_more_papers_than_issued_are_refused():
    """[BA13] Totals above the papers issued are refused; the sum must fit the valid papers."""
    hall = papers()
    hall.finish()

    assert hall.no(entered(CLERK, yes=4)).facts == {"issued": 3, "entered": 4}
    odd = c.EnterPaper(by=CLERK, ballot="b1", papers=3, totals={"yes": 3}, invalid=1)
    assert hall.no(odd).why is Why.OUT_OF_RANGE
    short = c.EnterPaper(by=CLERK, ballot="b1", papers=3, totals={"yes": 1})
    assert hall.no(short).why is Why.OUT_OF_RANGE
    fine = c.EnterPaper(by=CLERK, ballot="b1", papers=3, totals={"yes": 2}, invalid=1)
    assert hall.do(fine)
