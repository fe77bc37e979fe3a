"""P1.1 and P1.8: the landing page, and what each audience meets first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.home.domain.today import staff_tiles
from imece.employment.selection.enums import ObjectionGround
from imece.employment.selection.models import Objection
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, TODAY, make_candidate, make_profile, make_vacancy

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_landing_page_has_the_two_areas_with_giris(client: Client) -> None:
    text = text_of(client, "/")
    for words in ("İş Arayan", "İş Veren", "/giris/is-arayan/", "/giris/isveren/", "Üye Ol"):
        assert words in text


def test_new_employer_is_told_what_to_do_first(cast: Cast, client: Client) -> None:
    sign_in(client, cast.manager, cast.workplace.organisation)
    assert "İlk işgücü isteminizle başlayın" in text_of(client, "/baslangic/")
    make_vacancy(cast.manager, cast.workplace)
    text = text_of(client, "/baslangic/")
    assert "İlk işgücü isteminizle başlayın" not in text
    assert "incelenecek başvuru" in text


def test_new_job_seeker_is_shown_the_steps(cast: Cast, client: Client) -> None:
    sign_in(client, cast.seeker)
    assert "İlk başvurunuza üç adım" in text_of(client, "/baslangic/")
    make_profile(cast.seeker)
    assert "İlk başvurunuza üç adım" not in text_of(client, "/baslangic/")


def test_numbers_are_of_the_own_scope(cast: Cast, client: Client) -> None:
    make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    for person, workplace, expected in (
        (cast.manager, cast.workplace, 1),
        (cast.other_manager, cast.other_workplace, 0),
    ):
        response = sign_in(client, person, workplace.organisation).get("/baslangic/")
        counts = {tile.url.partition("?")[0] + tile.text: tile.count for tile in response.context["tiles"]}
        assert counts["/isveren/istemler/incelenecek başvuru"] == expected


@pytest.mark.parametrize("who", ["officer", "headquarters"])
def test_officers_see_their_unit(cast: Cast, client: Client, who: str) -> None:
    organisation = cast.unit if who == "officer" else cast.head_institution
    sign_in(client, getattr(cast, who), organisation)
    assert "Biriminizde bugün" in text_of(client, "/baslangic/")


def test_objections_wait_on_the_officers_desk_by_their_day(cast: Cast) -> None:
    """P3.6, 3071 art. 7: waiting ones of the own province; one whose day has passed is due."""
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    with acting(system_actor("test")):
        Objection.objects.create(
            round=candidate.round, job_seeker=candidate.job_seeker, ground=ObjectionGround.UNSUITABLE,
            decision="Uygun değil", decided_at=NOW, words="Yanlış.", opened_at=NOW, due_on=TODAY,
        )  # fmt: skip
    told = [
        [(tile.count, tile.is_due) for tile in staff_tiles(actor, now) if tile.url == reverse("objections")]
        for actor in (actor_of(cast.officer, cast.unit), actor_of(cast.other_officer, cast.other_unit))
        for now in (NOW, NOW + timedelta(days=1))
    ]
    assert told == [[(1, False), (0, False)], [(1, False), (1, True)], [(0, False)] * 2, [(0, False)] * 2]


def test_institutions_page_is_open_to_all(client: Client) -> None:
    assert "Belge doğrulama" in text_of(client, "/kurumlar/")
