"""Tokens of employers' programs (P3.10): rights of their own, shown once, ended with their maker's right to act."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from imece.accounts.domain.tokens import caller_of, make_token, revoke_token
from imece.accounts.enums import Grant
from imece.accounts.models import ApiToken, Membership
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from tests.cast import Cast, actor_of, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/isveren/anahtarlar/"
REQUEST = RequestFactory().get("/")


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def make(cast: Cast, **changes: Any) -> tuple[ApiToken, str]:
    values: dict[str, Any] = {
        "name": "İK sistemi",
        "grants": [Grant.VACANCIES],
        "valid_until": in_days(30),
        "is_staging": False,
    }
    actor = actor_of(cast.manager, cast.workplace.organisation)
    return make_token(actor=actor, now=timezone.now(), **(values | changes))


def test_a_token_acts_in_its_makers_name_with_its_own_rights_alone(cast: Cast) -> None:
    token, secret = make(cast)
    caller = caller_of(secret, REQUEST)
    assert caller is not None
    actor = caller.actor
    assert (actor.person_id, actor.organisation_id) == (cast.manager.pk, cast.workplace.organisation_id)
    assert (actor.is_manager, actor.grants) == (False, frozenset({Grant.VACANCIES}))
    assert "İK sistemi" in actor.name
    assert caller.key == f"token:{token.pk}"


def test_the_secret_itself_stands_nowhere(cast: Cast) -> None:
    token, secret = make(cast)
    kept = ApiToken.objects.values().get(pk=token.pk)
    assert secret not in str(kept)
    assert secret not in str(list(AuditRecord.objects.values()))


@pytest.mark.parametrize(
    "how", ["unknown", "revoked", "expired", "maker locked", "no manager any more", "closed"]
)
def test_what_is_over_is_nobody(cast: Cast, how: str) -> None:
    token, secret = make(cast)
    assert caller_of(secret, REQUEST) is not None
    membership = Membership.objects.filter(person=cast.manager, organisation=cast.workplace.organisation)
    with acting(system_actor("test")):
        if how == "unknown":
            secret += "x"
        elif how == "revoked":
            revoke_token(
                token=token, actor=actor_of(cast.manager, cast.workplace.organisation), now=timezone.now()
            )
        elif how == "expired":
            ApiToken.objects.filter(pk=token.pk).update(valid_until=in_days(-1))
        elif how == "maker locked":
            type(cast.manager).objects.filter(pk=cast.manager.pk).update(locked_at=timezone.now())
        elif how == "no manager any more":
            membership.update(is_manager=False, is_founding_manager=False)
        else:
            membership.update(closes_on=in_days(-1))
    assert caller_of(secret, REQUEST) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grants": []}, "ACC-071"),
        ({"grants": [Grant.USERS]}, "ACC-022"),
        ({"valid_until": date(2020, 1, 1)}, "ACC-072"),
        ({"valid_until": date(2099, 1, 1)}, "ACC-072"),
    ],
)
def test_a_token_that_should_not_be_is_not_made(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as caught:
        make(cast, **changes)
    assert caught.value.code == code
    assert not ApiToken.objects.exists()


def posted(**changes: Any) -> dict[str, Any]:
    day = in_days(30)
    return {"name": "İK", "grants": ["vacancies"], "valid_until": f"{day:%d.%m.%Y}"} | changes


def test_the_page_shows_the_secret_once(cast: Cast) -> None:
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    token_of_form = client.get(f"{PAGE}yeni/").context["form"]["token"].value()
    first = client.post(f"{PAGE}yeni/", posted(token=token_of_form))
    again = client.post(f"{PAGE}yeni/", posted(token=token_of_form))
    assert (first.status_code, again.status_code) == (201, 201)
    assert "imece_" in first.content.decode()
    assert "imece_" not in again.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert ApiToken.objects.count() == 1


def test_only_the_manager_opens_the_page_and_another_workplaces_token_does_not_exist(cast: Cast) -> None:
    token, secret = make(cast)
    assert sign_in(Client(), cast.clerk, cast.workplace.organisation).get(PAGE).status_code == 403
    other = sign_in(Client(), cast.other_manager, cast.other_workplace.organisation)
    assert other.post(f"{PAGE}{token.pk}/iptal/").status_code == 404
    assert caller_of(secret, REQUEST) is not None
    own = sign_in(Client(), cast.manager, cast.workplace.organisation)
    assert own.post(f"{PAGE}{token.pk}/iptal/").status_code == 302
    assert caller_of(secret, REQUEST) is None
