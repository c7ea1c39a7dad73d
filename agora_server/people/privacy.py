"""
What is kept of people, how long, why and on what ground: the retention table as data.

The door shows it, ``GET /api/privacy`` publishes it, ``retention.py`` sweeps by it. Pure.
"""

from dataclasses import dataclass

import msgspec

DAY_MS = 86_400_000
NOTICE_VERSION = "2026-12"
"""Goes up whenever a row below changes: then everybody is asked anew at the door."""


@dataclass(frozen=True, slots=True)
class Retention:
    """One row of the table.

    Attributes:
        key: names the sweep in ``retention.py``.
        days: days until it is deleted; 0 is never written to a disk at all.
        what: Korean and English.
        why: Korean and English.
        basis: the legal ground, Korean and English.
    """

    key: str
    days: int
    what: tuple[str, str]
    why: tuple[str, str]
    basis: tuple[str, str]
    since: tuple[str, str]


_CONSENT = ("정보주체의 동의(개인정보 보호법 제15조)", "Consent (Personal Information Protection Act, art. 15)")
_ORDER = (
    "공공기관의 소관 업무 수행(같은 법 제15조)",
    "A public body's task (same act, art. 15)",
)
_SAFETY = (
    "개인정보의 안전성 확보조치 기준 제8조",
    "Standards of Measures to Ensure the Safety of Personal Information, art. 8",
)

TABLE: tuple[Retention, ...] = (
    Retention(
        "participants",
        30,
        ("별명과 아바타 모습, 설정, 동의한 기록", "Nickname, looks, settings, and what you agreed to"),
        ("다시 오실 때 같은 모습으로 맞이하려고", "To greet you the same when you come back"),
        _CONSENT,
        ("마지막으로 오신 날부터", "since your last visit"),
    ),
    Retention(
        "sessions",
        30,
        ("들어온 표시(쿠키의 해시값)", "That you are in (hash of the cookie)"),
        ("창을 다시 열어도 이어지게 하려고", "So that a reopened window goes on"),
        _CONSENT,
        ("마지막으로 오신 날부터", "since your last visit"),
    ),
    Retention(
        "blocks",
        30,
        ("차단한 사람 목록", "Whom you blocked"),
        ("보고 싶지 않은 사람을 가려 드리려고", "To keep away whom you do not wish to see"),
        _CONSENT,
        ("마지막으로 오신 날부터", "since your last visit"),
    ),
    Retention(
        "citizens",
        30,
        ("시민으로 확인된 사실(토론회, 방법, 때)", "That you are a citizen (which forum, how, when)"),
        ("시민만 할 수 있는 일을 하시게 하려고", "So that you can do what is for citizens"),
        _CONSENT,
        ("마지막으로 오신 날부터", "since your last visit"),
    ),
    Retention(
        "codes",
        30,
        ("시민 확인 코드(알아볼 수 없게 바꾼 값)와 쓴 사람", "One-time codes (unreadable) and who used them"),
        ("코드 하나를 한 번만 쓰게 하려고", "So that a code works once"),
        _ORDER,
        ("코드의 기한이 끝난 날부터", "since the code lapsed"),
    ),
    Retention(
        "identities",
        7,
        ("본인확인 가명(알아볼 수 없게 바꾼 값)", "The pseudonym of your identity check (unreadable)"),
        ("한 사람이 두 번 투표하지 못하게 하려고", "So that nobody votes twice"),
        _ORDER,
        ("내 자료를 지운 날부터", "since you erased your data"),
    ),
    Retention(
        "forum_people",
        30,
        ("어느 토론회에 참석하셨는지", "Which forums you attended"),
        ("내 자료를 지우실 때 토론회의 말까지 함께 지우려고", "So that erasing your data reaches what you said there"),
        _CONSENT,
        ("마지막으로 오신 날부터", "since your last visit"),
    ),
    Retention(
        "forum_personal",
        3650,
        ("토론회에서 쓰신 이름과 하신 말씀, 질문", "Your name, words and questions in forums"),
        ("회의록을 남기려고", "To keep the minutes"),
        _ORDER,
        ("토론회가 끝난 날부터", "since the forum closed"),
    ),
    Retention(
        "words",
        0,
        ("광장에서 나눈 말", "What is said in the open square"),
        ("끊긴 연결을 잇는 120초 동안만 기억하고 저장하지 않습니다", "Held 120 s to bridge a lost line, never stored"),
        _CONSENT,
        ("말한 때부터", "since it was said"),
    ),
    Retention(
        "positions",
        0,
        ("광장에서 서 있는 곳", "Where you stand in the square"),
        ("서로 보이게 하는 데만 쓰고 저장하지 않습니다", "Only to show people to each other, never stored"),
        _CONSENT,
        ("움직인 때부터", "since you moved"),
    ),
    Retention(
        "voice",
        0,
        ("발언할 때의 목소리", "Your voice while you have the floor"),
        ("듣는 분들께 전하는 1초 동안만 기억하고 저장하지 않습니다", "Held 1 s to reach all who listen, never stored"),
        _CONSENT,
        ("말한 때부터", "since it was said"),
    ),
    Retention(
        "flags",
        90,
        ("신고와 그 증거가 된 말", "Reports and the words that prove them"),
        ("괴롭힘을 막고 억울한 조치를 다시 살피려고", "To stop harassment and to review decisions"),
        _ORDER,
        ("신고한 날부터", "since the report"),
    ),
    Retention(
        "measures",
        90,
        ("말하기 제한, 이동, 입장 제한과 그 이유", "Mutes, moves and bans with their reasons"),
        ("약속을 지키지 않은 사람에게서 광장을 지키려고", "To keep the square safe"),
        _ORDER,
        ("조치가 끝난 날부터", "since the measure ended"),
    ),
    Retention(
        "access_log",
        730,
        ("담당자가 개인정보를 본 기록", "Which staff looked at whose data"),
        ("담당자가 함부로 보지 못하게 하려고", "So that staff do not look without need"),
        _SAFETY,
        ("본 날부터", "since they looked"),
    ),
    Retention(
        "invites",
        30,
        ("담당자 초대", "Invitations of staff"),
        ("누가 누구를 초대했는지 확인하려고", "To know who invited whom"),
        _ORDER,
        ("초대가 끝난 날부터", "since the invitation ended"),
    ),
    Retention(
        "accounts",
        730,
        ("그만둔 담당자의 계정", "Accounts of former staff"),
        ("지난 조치를 누가 했는지 확인하려고", "To know who decided what"),
        _SAFETY,
        ("그만둔 날부터", "since they left"),
    ),
    Retention(
        "backups",
        30,
        ("예비 사본(./agora admin backup)", "Backups (./agora admin backup)"),
        ("고장 났을 때 되돌리려고", "To recover from a failure"),
        _ORDER,
        ("만든 날부터", "since it was made"),
    ),
)


class Both(msgspec.Struct, frozen=True):
    """A sentence in Korean and in English."""

    ko: str
    en: str


class RetentionLine(msgspec.Struct, frozen=True):
    """One row of the table as published; ``days`` 0 is never stored."""

    key: str
    days: int
    what: Both
    why: Both
    basis: Both
    since: Both


class Notice(msgspec.Struct, frozen=True):
    """What one is told before agreeing."""

    version: str
    summary: list[Both]
    table: list[RetentionLine]
    contact: str


SUMMARY: tuple[tuple[str, str], ...] = (
    (
        "별명과 아바타 모습만 받습니다. 실명과 연락처는 받지 않습니다.",
        "We take a nickname and looks; no real name, no contact.",
    ),
    (
        "광장에서 나눈 말과 서 있는 곳은 저장하지 않습니다.",
        "What you say in the square and where you stand is not stored.",
    ),
    ("신고된 말은 90일 동안 담당자만 봅니다.", "Words that were reported are seen by staff only, for 90 days."),
    (
        "토론회에서 하신 말씀은 회의록에 남습니다. 내 자료를 지우시면 함께 지웁니다.",
        "What you say in a forum stands in its minutes; erasing your data erases it too.",
    ),
    (
        "그 밖의 자료는 마지막으로 오신 뒤 30일이 지나면 지웁니다.",
        "All else is deleted 30 days after your last visit.",
    ),
    ("언제든 내 자료를 보고, 내려받고, 지우실 수 있습니다.", "You can see, download and delete your data at any time."),
    (
        "동의하지 않아도 이름 없이 둘러보실 수 있습니다.",
        "If you do not agree, you can still look around without a name.",
    ),
    (
        "만 14세 미만은 보호자 동의가 필요해 이름을 받지 않습니다. 둘러보기는 할 수 있습니다.",
        "Under 14 a guardian must agree, so we take no name; looking around is open.",
    ),
)


def row(key: str) -> Retention:
    """Return the row of a key."""
    return next(line for line in TABLE if line.key == key)


def notice(contact: str) -> Notice:
    """Return the notice as published."""
    lines = [
        RetentionLine(line.key, line.days, Both(*line.what), Both(*line.why), Both(*line.basis), Both(*line.since))
        for line in TABLE
    ]
    return Notice(NOTICE_VERSION, [Both(*pair) for pair in SUMMARY], lines, contact)
