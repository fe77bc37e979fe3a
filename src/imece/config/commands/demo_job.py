"""The main job as the demo's people do it over HTTP: post, find, apply, invite, place, take the result list home."""

import re
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from imece.config.commands.demo_walk import Browser, Page, Walk

TITLE = "Gazaltı kaynakçısı (deneme yürüyüşü)"
NEXT_DAY = timedelta(days=1)
SHOWN_DAY = "%d.%m.%Y"
CODE = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
VACANCIES, RESULTS = "/isveren/istemler/", "/isveren/raporlar/sonuc-listesi/"


def today() -> datetime:
    """Türkiye's day, whatever the machine's clock says."""
    return datetime.now(ZoneInfo("Europe/Istanbul"))


# ------------------------------------------------------------------------------------------ the vacancy
def the_employer_posts_a_vacancy_with_the_short_form(walk: "Walk") -> None:
    codes = re.findall(r'href="/meslekler/(7212\.\d\d)/"', walk.visitor().get("/meslekler/?code=7212").text)
    assert codes, "the dictionary lists no welder"
    walk.notes["occupation"] = min(codes)  # the one in the job seeker's profile
    page = walk.as_person("employer").submit(
        f"{VACANCIES}yeni/",
        occupation=walk.notes["occupation"],
        title=TITLE,
        description="Çelik konstrüksiyon atölyesinde gazaltı kaynağı yapılacaktır.",
        post_count="2",
        wage_min_amount="42.000,00",
        min_education="primary",
        min_experience_months="3",
        interview_place="Örnek Cad. No: 1",
    )
    found = re.fullmatch(rf"{VACANCIES}(\d+)/", page.path)
    assert found, f"the short form was not accepted: {page.status} {page.summary} {page.errors}"
    walk.notes["vacancy"] = found.group(1)


def it_is_found_by_place_occupation_number_and_word(walk: "Walk") -> None:
    number, address = walk.notes["vacancy"], f"/is-ilanlari/{walk.notes['vacancy']}/"
    queries = (
        "province=6",
        f"occupation={walk.notes['occupation']}",
        f"number={number}",
        "words=kaynakçının+yürüyüşü",
    )
    for query in queries:
        walk.visitor().get(f"/is-ilanlari/?{query}").must_show(address)
    page = walk.visitor().get("/is-ilanlari/?province=42&words=yürüyüşü")
    assert address not in page.text, "a vacancy in Ankara is found in Konya"


def the_announcement_is_read_without_the_employers_name(walk: "Walk") -> None:
    page = walk.visitor().get(f"/is-ilanlari/{walk.notes['vacancy']}/").must_show(TITLE, "42.000")
    assert "Örnek Metal" not in page.text, (
        "the employer's name is shown to somebody who is not signed in (VAC-12)"
    )


# ------------------------------------------------------------------------------------------ the application
def the_job_seeker_applies(walk: "Walk") -> None:
    address = f"/is-ilanlari/{walk.notes['vacancy']}/"
    page = walk.as_person("seeker").press(address, "/basvur/")
    found = re.fullmatch(r"/basvurularim/(\d+)/", page.path)
    assert found, f"the application was not accepted: {page.path} {page.summary}"
    walk.notes["candidate"] = found.group(1)


def a_second_application_is_refused_with_the_reason(walk: "Walk") -> None:
    address, seeker = f"/is-ilanlari/{walk.notes['vacancy']}/", walk.as_person("seeker")
    page = seeker.get(address).must_show("VAC-204")
    page = seeker.post(f"{address}basvur/", {"csrfmiddlewaretoken": page.token})
    assert page.path == address, f"a second application led to {page.path}"
    page.must_show("VAC-204")


def another_employer_sees_neither_vacancy_nor_candidate(walk: "Walk") -> None:
    other = walk.as_person("other_employer")
    for address in (f"{VACANCIES}{walk.notes['vacancy']}/", f"/secim/aday/{walk.notes['candidate']}/"):
        status = other.get(address).status
        assert status == 404, f"{address} answers another employer {status}"


# ------------------------------------------------------------------------------------------ the choosing
def the_employer_sees_the_candidate(walk: "Walk") -> None:
    employer, name = walk.as_person("employer"), walk.person("seeker").name
    page = open_candidates(employer, walk.notes["vacancy"]).must_show(name)
    page.link(rf"/secim/aday/{walk.notes['candidate']}/")
    employer.get(f"/secim/aday/{walk.notes['candidate']}/").must_show(name)


def open_candidates(employer: "Browser", number: str) -> "Page":
    """**Aday Gör** as P0.2 has it: select the row, then press the button."""
    page = employer.get(f"{VACANCIES}?number={number}")
    row = re.search(r'name="secili"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="secili"', page.text)
    assert row, f"{number} is not in the employer's list: {page.summary}"
    fields = {
        "secili": row.group(1) or row.group(2),
        "eylem": "candidates",
        "csrfmiddlewaretoken": page.token,
    }
    found = employer.post(f"{VACANCIES}?number={number}", fields)
    assert re.fullmatch(r"/secim/\d+/", found.path), f"See candidates led to {found.path}: {found.summary}"
    return found


def the_employer_invites_for_tomorrow(walk: "Walk") -> None:
    day = (today() + NEXT_DAY).strftime(SHOWN_DAY)
    fields = {"interview_on": day, "interview_time": "14:30", "interview_place": "Örnek Cad. No: 1"}
    page = walk.as_person("employer").submit(f"/secim/aday/{walk.notes['candidate']}/davet/", **fields)
    assert re.fullmatch(r"/secim/\d+/", page.path), f"not invited: {page.summary} {page.errors}"
    walk.notes["interview"] = day


def the_job_seeker_accepts(walk: "Walk") -> None:
    address = f"/basvurularim/{walk.notes['candidate']}/"
    walk.as_person("seeker").get("/bildirimlerim/").must_show(TITLE)
    page = walk.as_person("seeker").press(address, "/cevap/", answer="accept")
    assert page.path == address, f"not answered: {page.path} {page.summary}"
    assert "/cevap/" not in page.text, "the answer was sent and is still asked for"


def a_result_before_the_interview_is_refused_with_its_date(walk: "Walk") -> None:
    """CAN-103, on the page and also for a program that posts without it."""
    employer, address = walk.as_person("employer"), f"/secim/aday/{walk.notes['candidate']}/gorusme/"
    page = employer.get(address).must_show(f"{walk.notes['interview']} 14")
    assert 'name="result"' not in page.text, "the result can be entered before the interview"
    page = employer.post(address, {"csrfmiddlewaretoken": page.token, "result": "suitable", "reason": ""})
    assert page.path == address, "a result was saved before the interview"
    page.must_show(f"{walk.notes['interview']} 14")


# ------------------------------------------------------------------------------------------ the placement
def somebody_interviewed_is_found_suitable(walk: "Walk") -> None:
    """One of the demo's data: his interview is over, and a place is still free (CAN-05)."""
    employer = walk.as_person("employer")
    numbers = re.findall(r'href="/is-ilanlari/(\d+)/"', employer.get(VACANCIES).text)
    for number in numbers:
        listed = open_candidates(employer, number)
        for candidate in re.findall(r'href="/secim/aday/(\d+)/"', listed.text):
            page = employer.get(f"/secim/aday/{candidate}/gorusme/")
            if 'name="result"' in page.text and _is_suitable_and_has_a_place(employer, page, candidate):
                walk.notes |= {"placed": candidate, "placed_vacancy": number}
                return
    raise AssertionError(f"nobody of {len(numbers)} vacancies has a past interview and a free place")


def _is_suitable_and_has_a_place(employer: "Browser", page: "Page", candidate: str) -> bool:
    saved = employer.submit(page, result="suitable", reason="")
    if not re.fullmatch(r"/secim/\d+/", saved.path):
        return False  # he was found suitable already
    page = employer.get(f"/secim/aday/{candidate}/gonder/")
    return any(form.is_own_post and not form.action for form in page.forms)


def he_is_sent_off(walk: "Walk") -> None:
    _press_step(walk, "gonder")


def his_placement_is_reported(walk: "Walk") -> None:
    _press_step(walk, "yerlestir", started_on=today().strftime(SHOWN_DAY))


def _press_step(walk: "Walk", step: str, **given: str) -> None:
    page = walk.as_person("employer").press(f"/secim/aday/{walk.notes['placed']}/{step}/", "", **given)
    assert re.fullmatch(r"/secim/\d+/", page.path), f"{step} was not saved: {page.summary} {page.errors}"


# ------------------------------------------------------------------------------------------ the papers
def the_result_list_is_made(walk: "Walk") -> None:
    employer = walk.as_person("employer")
    page = employer.submit(RESULTS, number=walk.notes["placed_vacancy"])
    assert re.fullmatch(r"/raporum/[0-9a-f-]{36}/", page.path), (
        f"no report: {page.path} {page.summary} {page.errors}"
    )
    walk.notes["report"] = page.path


def it_is_taken_home_as_pdf(walk: "Walk") -> None:
    content = walk.as_person("employer").get(f"{walk.notes['report']}pdf/?kaydet").content
    assert content.startswith(b"%PDF-"), f"no PDF: {content[:20]!r}"
    assert len(content) > 5_000, f"the PDF has only {len(content)} bytes"


def it_is_taken_home_as_excel(walk: "Walk") -> None:
    content = walk.as_person("employer").get(f"{walk.notes['report']}xlsx/").content
    assert content.startswith(b"PK"), f"no Excel file: {content[:20]!r}"
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert walk.notes["placed_vacancy"] in text, "the Excel file does not hold the vacancy's row"
    found = CODE.search(text)
    assert found, "the Excel file bears no verification code"
    walk.notes["code"] = found.group(0)


def an_empty_result_list_gives_no_file_but_the_sentence(walk: "Walk") -> None:
    """T-VAC-14."""
    page = walk.as_person("employer").submit(RESULTS, number=walk.notes["vacancy"])
    page.must_show("Girdiğiniz kriterlere uygun kayıt bulunamadı")
    assert page.path == RESULTS, f"led to {page.path}"


def anybody_verifies_the_paper_by_its_code(walk: "Walk") -> None:
    walk.visitor().get(f"/belge/dogrula/?code={walk.notes['code']}").must_show(
        walk.notes["code"], "Örnek Metal"
    )
    page = walk.visitor().get("/belge/dogrula/?code=00000000-0000-4000-8000-000000000000")
    assert page.status != 200, "a code that was never given is accepted"


def a_rule_of_law_is_asked(walk: "Walk") -> None:
    rules = walk.visitor().ask("/api/rules/")["rules"]
    rule = next((one for one in rules if one["id"] == "ID-02"), rules[0])
    answer = walk.visitor().ask(f"/api/rules/{rule['id']}/", rule["example"])
    assert {"value", "steps"} <= answer.keys(), f"{rule['id']} answers {answer}"


MAIN_JOB = [
    the_employer_posts_a_vacancy_with_the_short_form,
    it_is_found_by_place_occupation_number_and_word,
    the_announcement_is_read_without_the_employers_name,
    the_job_seeker_applies,
    a_second_application_is_refused_with_the_reason,
    another_employer_sees_neither_vacancy_nor_candidate,
    the_employer_sees_the_candidate,
    the_employer_invites_for_tomorrow,
    the_job_seeker_accepts,
    a_result_before_the_interview_is_refused_with_its_date,
    somebody_interviewed_is_found_suitable,
    he_is_sent_off,
    his_placement_is_reported,
    the_result_list_is_made,
    it_is_taken_home_as_pdf,
    it_is_taken_home_as_excel,
    an_empty_result_list_gives_no_file_but_the_sentence,
    anybody_verifies_the_paper_by_its_code,
    a_rule_of_law_is_asked,
]
