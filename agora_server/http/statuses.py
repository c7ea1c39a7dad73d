"""Which status of HTTP each refusal has: a row for each problem of the server; 409 for most of the rules' refusals."""

from enum import StrEnum
from http import HTTPStatus

from agora_server.core.problems import Problem
from rooms.base.errors import Why


class HttpCode(StrEnum):
    """Codes of refusals that HTTP itself makes, where no route was asked: each is named after its status."""

    UNREADABLE = "http_400"
    NO_SUCH_PATH = "http_404"  # also a part of a path that cannot be an id
    NO_SUCH_METHOD = "http_405"

    @property
    def status(self) -> HTTPStatus:
        """The status that the code is named after."""
        return HTTPStatus(int(self.value.removeprefix("http_")))


OF_PROBLEM: dict[Problem, HTTPStatus] = {
    Problem.SIGN_IN_FIRST: HTTPStatus.UNAUTHORIZED,
    Problem.SIGN_IN_FAILED: HTTPStatus.UNAUTHORIZED,
    Problem.CODE_NEEDED: HTTPStatus.UNAUTHORIZED,
    Problem.CODE_WRONG: HTTPStatus.BAD_REQUEST,
    Problem.LOCKED: HTTPStatus.TOO_MANY_REQUESTS,
    Problem.FOREIGN_ORIGIN: HTTPStatus.FORBIDDEN,
    Problem.UNDER_14: HTTPStatus.FORBIDDEN,
    Problem.CONSENT_NEEDED: HTTPStatus.CONFLICT,
    Problem.BANNED: HTTPStatus.FORBIDDEN,
    Problem.RELOAD: HTTPStatus.CONFLICT,
    Problem.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    Problem.CODE_FOR_CITIZENS: HTTPStatus.CONFLICT,
    Problem.CODE_INVALID: HTTPStatus.FORBIDDEN,
    Problem.TOO_MANY_CODES: HTTPStatus.TOO_MANY_REQUESTS,
    Problem.UNKNOWN_BATCH: HTTPStatus.NOT_FOUND,
    Problem.VENUE_CODE_INVALID: HTTPStatus.FORBIDDEN,
    Problem.SLIP_INVALID: HTTPStatus.FORBIDDEN,
    Problem.SLIPS_RANGE: HTTPStatus.BAD_REQUEST,
    Problem.NO_IDENTITY: HTTPStatus.NOT_FOUND,
    Problem.IDENTITY_INVALID: HTTPStatus.FORBIDDEN,
    Problem.IDENTITY_OTHER: HTTPStatus.CONFLICT,
    Problem.IDENTITY_RESTS: HTTPStatus.CONFLICT,
    Problem.NOT_OF_GIMHAE: HTTPStatus.FORBIDDEN,
    Problem.INVITE_GONE: HTTPStatus.GONE,
    Problem.LOGIN_TAKEN: HTTPStatus.CONFLICT,
    Problem.PASSWORD_SHORT: HTTPStatus.BAD_REQUEST,
    Problem.HANDOVER_GONE: HTTPStatus.GONE,
    Problem.UNKNOWN_ACCOUNT: HTTPStatus.NOT_FOUND,
    Problem.UNKNOWN_BAN: HTTPStatus.NOT_FOUND,
    Problem.UNKNOWN_FLAG: HTTPStatus.NOT_FOUND,
    Problem.UNKNOWN_FORUM: HTTPStatus.NOT_FOUND,
    Problem.UNKNOWN_FORMAT: HTTPStatus.UNPROCESSABLE_ENTITY,
    Problem.FORUM_GOES_ON: HTTPStatus.CONFLICT,
    Problem.NOT_PUBLISHED: HTTPStatus.FORBIDDEN,
    Problem.EXPORTS_BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    Problem.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Problem.TOO_SLOW: HTTPStatus.REQUEST_TIMEOUT,
}
OF_RULE: dict[Why, HTTPStatus] = {
    Why.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
    Why.UNREADABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Why.MALFORMED: HTTPStatus.BAD_REQUEST,
    Why.NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    Why.UNKNOWN_PERSON: HTTPStatus.NOT_FOUND,
    Why.UNKNOWN_PLACE: HTTPStatus.NOT_FOUND,
    Why.TOO_FAST: HTTPStatus.TOO_MANY_REQUESTS,
}
"""The rules' refusals that are more than a conflict with how things stand."""


def status_of(code: StrEnum) -> HTTPStatus:
    """Return the status of a refusal's code."""
    if isinstance(code, HttpCode):
        return code.status
    if isinstance(code, Problem):
        return OF_PROBLEM[code]
    return OF_RULE.get(Why(code), HTTPStatus.CONFLICT)
