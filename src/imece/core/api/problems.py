"""What can be wrong with a call before anybody looks at what it asks, and several faults told at once."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, define


class Faults(Problem):
    """All that is wrong with a record, in one answer: the first as the problem itself, every one under `errors`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.kind, first.values, first.field)
        self.problems = tuple(problems)

    def as_json(self) -> dict[str, Any]:
        return super().as_json() | {"errors": [_fault(one) for one in self.problems]}


def _fault(problem: Problem) -> dict[str, Any]:
    told = problem.as_json()
    fault = {name: told[name] for name in ("code", "title", "remedy")}
    return fault | {"field": pointer(problem.field)}


def pointer(field: str) -> str:
    """`wage_min_amount` as the JSON pointer /wage_min_amount; a pointer stays one."""
    return f"/{field}" if field and not field.startswith("/") else field


METHOD_UNKNOWN = define(
    "API-406", _("{method} is not answered at {path}."), remedy=_("Use {allowed}."), status=405
)
NO_TOKEN = define(
    "API-401",
    _("The call carries no token, or one that is not valid here."),
    remedy=_(
        "Send the header «Authorization: Bearer …» with a token that your manager made on the page Tokens."
    ),
    status=401,
)
NOT_JSON = define(
    "API-415",
    _("The body is of the kind «{kind}»."),
    remedy=_("Send JSON in UTF-8, with the header «Content-Type: application/json»."),
    status=415,
)
TOO_LARGE = define(
    "API-413",
    _("The body has more than {most} bytes."),
    remedy=_("Send fewer records in one call."),
    status=413,
)
BODY_UNREADABLE = define(
    "API-400",
    _("The body could not be read: {reason}."),
    remedy=_("Compare it with the schema of this address in the OpenAPI document."),
    status=400,
)
KEY_TWICE = define(
    "API-407",
    _("The name «{name}» stands twice in one object of the body."),
    remedy=_("Send each name once; otherwise nobody could say which value you meant."),
    status=400,
)
QUERY_UNREADABLE = define(
    "API-408",
    _("The address's query could not be read: {reason}."),
    remedy=_("Compare it with the parameters of this address in the OpenAPI document."),
    status=400,
)
NO_VERSION = define(
    "API-428",
    _("The call does not say which version it changes."),
    remedy=_("Send the ETag that you read as header «If-Match»."),
    status=428,
)
NUL_INSIDE = define(
    "API-409",
    _("A text of the body holds a NUL character, which nothing here can store."),
    remedy=_("Take it out; it is no letter of any language."),
    status=400,
)
VERSION_OLD = define(
    "API-411",
    _("The record is at version {version}, not at the one you have seen."),
    remedy=_("Read it again, make your change to what you read, and send it with the new ETag."),
    status=412,
)
VERSION_UNREADABLE = define(
    "API-412",
    _("«{version}» is no version of this record."),
    remedy=_("Send the ETag exactly as you read it, with its quotation marks."),
    status=412,
)
KEY_MISSING = define(
    "API-433",
    _("The call carries no idempotency key."),
    remedy=_(
        "Send a header «Idempotency-Key» with a new random value for each new wish, and the same for a retry."
    ),
    status=400,
)
KEY_BAD = define(
    "API-434",
    _("The idempotency key has {length} letters."),
    remedy=_("Use 8 to 100 visible ASCII letters, for example a UUID."),
    status=400,
)
KEY_REUSED = define(
    "API-435",
    _("The idempotency key «{key}» was used for another call."),
    remedy=_("Take a new key for a new wish."),
    status=422,
)
KEY_IN_FLIGHT = define(
    "API-436",
    _("A call with the idempotency key «{key}» is being worked on."),
    remedy=_("Wait a second and send the same call again; you will get its answer."),
    status=409,
)
TOO_MANY = define(
    "API-429",
    _("More than {most} calls in a minute."),
    remedy=_("Wait {seconds} seconds; the header «Retry-After» says so too."),
    status=429,
)
