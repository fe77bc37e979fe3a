"""Coded errors: what is wrong (with the value), and what to do. Every code stands in one catalogue.

    CLOSED = define("VAC-010", _("Vacancy {number} is closed."), remedy=_("Look for similar open vacancies."))
    raise CLOSED(number=vacancy.number)

A test renders the whole catalogue, and fails on a code that nothing raises.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
CATALOGUE: dict[str, "ProblemKind"] = {}


@dataclass(frozen=True)
class ProblemKind:
    """One line of the catalogue; call it with the message's values to make the exception."""

    code: str
    message: Text
    remedy: Text
    status: int = 409
    article: str = ""  # the law or spec line behind it

    def __call__(self, *, field: str = "", **values: Any) -> "Problem":
        return Problem(self, values, field)


class Problem(Exception):
    """A rule said no. Shown to people as a page or beside a field, to programs as problem+json (RFC 9457)."""

    def __init__(self, kind: ProblemKind, values: dict[str, Any], field: str = "") -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values
        self.field = field

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def message(self) -> str:
        return str(self.kind.message).format(**self.values)

    @property
    def remedy(self) -> str:
        return str(self.kind.remedy).format(**self.values)

    def __str__(self) -> str:
        return f"{self.code}: {self.message} {self.remedy}".strip()

    def as_json(self) -> dict[str, Any]:
        return {
            "type": f"about:blank#{self.code}",
            "title": self.message,
            "status": self.kind.status,
            "code": self.code,
            "remedy": self.remedy,
            **({"article": self.kind.article} if self.kind.article else {}),
            **({"field": self.field} if self.field else {}),
        }


def define(code: str, message: Text, *, remedy: Text, status: int = 409, article: str = "") -> ProblemKind:
    """Add one kind of problem to the catalogue; a code is defined once."""
    if code in CATALOGUE:
        raise ValueError(f"problem code {code} is defined twice")
    CATALOGUE[code] = ProblemKind(code, message, remedy, status, article)
    return CATALOGUE[code]


OUT_OF_SCOPE = define(
    "CORE-404",
    _("There is no such record among those you may see ({what})."),
    remedy=_("Check the number, and for which workplace you are acting."),
    status=404,
)
NOT_PERMITTED = define(
    "CORE-403",
    _("You may see this record but not do this ({action})."),
    remedy=_("Allowed for: {who}."),
    status=403,
)
SIGN_IN_FIRST = define(
    "CORE-401", _("You must sign in for this ({action})."), remedy=_("Sign in and try again."), status=401
)
CHANGED_MEANWHILE = define(
    "CORE-409",
    _("This record was changed by somebody else at {changed_at}."),
    remedy=_("Look at both values below, choose, and save again."),
)
