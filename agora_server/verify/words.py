"""What ``./agora verify`` says, in Korean."""

from datetime import datetime
from typing import get_args

from agora_server.core.clock import SEOUL
from agora_server.journal.record import Record
from rooms.base import tally
from rooms.base.chain import CLOSED, Fault
from rooms.forum.model.events import AnyEvent

KINDS = frozenset(str(kind.__struct_config__.tag) for kind in get_args(AnyEvent))
"""The kinds of event that this version knows."""
UNREADABLE = "기록 파일을 읽을 수 없습니다: {}"
WHY = {
    "after_closed": "토론회가 끝난 뒤에 줄이 더 있습니다.",
    "other_forum": "다른 토론회의 줄이 섞여 있습니다.",
    "seq": "순번이 이어지지 않습니다. 줄이 빠졌거나 순서가 바뀌었습니다.",
    "time": "시각이 앞줄보다 이릅니다.",
    "hash": "해시가 맞지 않습니다. 이 줄이나 바로 앞줄이 바뀌었습니다.",
    "personal": "말이나 이름이 기록된 봉인값과 다릅니다.",
    "ballot_after_close": "개표한 뒤에 표가 더 들어왔습니다.",
    "ballot_list": "공개한 표 목록이 정렬되어 있지 않거나 확인번호가 겹칩니다.",
    "ballot_voters": "표의 수가 투표한 사람 수와 다릅니다.",
    "ballot_tally": "다시 세어 보니 결과가 다릅니다.",
    "ballot_form": "개표 기록의 형식이 잘못되었습니다.",
    "head_forum": "서명이 다른 토론회의 것입니다.",
    "head_count": "서명된 줄 수와 실제 줄 수가 다릅니다. 줄이 잘렸을 수 있습니다.",
    "head_hash": "서명된 해시와 실제 해시가 다릅니다.",
    "head_time": "서명한 시각이 기록된 시각보다 이릅니다.",
    "head_signature": "서명이 맞지 않습니다.",
    "key": "알려 주신 공개 열쇠로 서명한 기록이 아닙니다.",
    "seal": "파일 전체의 서명이 맞지 않습니다. 파일이 바뀌었습니다.",
    "canonical": "파일이 내보낸 그대로가 아닙니다. 글자가 바뀌었습니다.",
}
"""Why a record breaks, by the code of the fault."""


def broken(fault: Fault) -> list[str]:
    """Return what is said of a record that breaks."""
    where = f"{fault.seq}번째 줄" if fault.seq else "파일 전체"
    return ["✗ 기록이 온전하지 않습니다.", f"  어디: {where}", f"  까닭: {WHY[fault.why]} ({fault.why})"]


def whole(record: Record) -> list[str]:
    """Return what is said of a record that holds: what was checked, and what it cannot tell."""
    ballots = sum(row.kind == tally.COUNTED for row in record.rows)
    closed = bool(record.rows) and record.rows[-1].kind == CLOSED
    sealed = sum(len(row.sealed) for row in record.rows)
    hidden = sealed - len(record.open) - len(record.erased)
    lines = [
        "✓ 기록이 온전합니다.",
        f"  토론회: {record.forum}",
        f"  줄: {len(record.rows)}개, 빠지거나 바뀌거나 순서가 달라진 줄이 없습니다.",
        f"  말과 이름: {sealed}개 가운데 공개 {len(record.open)}, 삭제됨 {len(record.erased)}, 비공개 {hidden}",
        f"  표결: {ballots}건을 다시 세었고 결과가 같습니다.",
        f"  서명: {_time(record.head.time)}, 도중의 서명 {len(record.heads)}개도 맞습니다.",
        f"  해시: {record.head.hash}",
        f"  공개 열쇠: {record.head.key}",
        "  공개 열쇠와 해시가 시에서 알린 것, 회의장 화면에 나온 것과 같은지 견주어 보세요.",
    ]
    unknown = sorted({row.kind for row in record.rows} - KINDS)
    if unknown:
        lines.append(f"  모르는 종류의 줄: {', '.join(unknown)}. 바뀌지 않은 것은 확인했지만 뜻은 읽지 못했습니다.")
    if not closed:
        lines.append("  아직 끝나지 않은 토론회입니다. 뒤가 잘렸는지는 기억해 둔 해시와 견주어야만 알 수 있습니다.")
    return lines


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, SEOUL).strftime("%Y-%m-%d %H:%M:%S")
