"""An interface on the organisations table, with the platform's own addresses behind it."""

from typing import Any

import msgspec
from django.http import HttpRequest

from imece.accounts.models import Organisation
from imece.config import urls as platform
from imece.core.actor import Actor, ActorKind
from imece.core.api import Answered, Api, Call, Caller
from imece.core.errors import define
from imece.core.permissions import has_grant, is_signed_in, permit

permit("test.api.read", is_signed_in, who="everybody with a token")
permit("test.api.write", has_grant("vacancies"), who="tokens with the right «vacancies»")
NAME_TAKEN = define("TEST-API", "The name {name} is taken.", remedy="Choose another.", status=422)
CALLERS = {
    "writer": ("token:1", frozenset({"vacancies"}), False),
    "reader": ("token:2", frozenset(), False),
    "trier": ("token:3", frozenset({"vacancies"}), True),
}


class UnitBody(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    province: int


class UnitAnswer(msgspec.Struct):
    id: int
    name: str


class UnitList(msgspec.Struct):
    units: list[UnitAnswer]


class UnitQuery(msgspec.Struct, forbid_unknown_fields=True):
    province: int | None = None


API = Api(name="test", prefix="api/v1/test/", title="Test", version="1.0")


@API.endpoint(
    "POST", "units/", permission="test.api.write", summary="Make", body=UnitBody, answer=UnitAnswer, status=201,
    is_repeatable=False,
)  # fmt: skip
def make(call: Call) -> Answered:
    if call.body.name == "Alınmış":
        raise NAME_TAKEN(name=call.body.name, field="name")
    count = Organisation.objects.count()
    unit = Organisation.objects.create(
        kind="unit", number=f"U{count}", name=call.body.name, province=call.body.province
    )
    return Answered(UnitAnswer(unit.pk, unit.name), version=1, location=f"/api/v1/test/units/{unit.pk}/")


@API.endpoint("GET", "units/", permission="test.api.read", summary="List", query=UnitQuery, answer=UnitList)
def show(call: Call) -> UnitList:
    rows = Organisation.objects.order_by("pk")
    if call.query.province is not None:
        rows = rows.filter(province=call.query.province)
    return UnitList([UnitAnswer(row.pk, row.name) for row in rows])


@API.endpoint(
    "PUT",
    "units/<int:number>/",
    permission="test.api.write",
    summary="Change",
    body=UnitBody,
    answer=UnitAnswer,
)
def change(call: Call) -> Answered:
    return Answered(UnitAnswer(call.path["number"], call.body.name), version=call.expected_version + 1)


def caller_of(token: str, request: HttpRequest) -> Caller | None:
    if token not in CALLERS:
        return None
    key, grants, is_staging = CALLERS[token]
    return Caller(Actor(ActorKind.EMPLOYER, person_id=1, organisation_id=1, grants=grants), key, is_staging)


urlpatterns: list[Any] = [*API.urls, *platform.urlpatterns]
