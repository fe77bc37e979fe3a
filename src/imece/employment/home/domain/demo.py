"""The demo: a synthetic cast that has worked with the platform for some weeks, through the same verbs as anybody.

Nobody here is real: people come from the synthetic register, firms are invented and say so in their names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from imece.accounts.enums import Grant, NoticeChannel, OrganisationKind, SecretQuestion, StaffGrant
from imece.accounts.models import Organisation, Person
from imece.accounts.public import (
    GENERAL,
    PRIVACY,
    Identity,
    accept_terms,
    actor_for,
    add_membership,
    capacities,
    create_organisation,
    current_terms,
    hash_answer,
    hash_password,
    register_hashed_person,
)
from imece.core.actor import Actor, system_actor
from imece.core.demo_people import DemoPerson, password_for, write_people
from imece.core.identity_numbers import make_person_number
from imece.employment.data_rights.public import make_demo_data_requests
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import NewEmployer, register_employer
from imece.employment.home.domain.demo_duties import Duties, do_the_duties
from imece.employment.home.domain.demo_profiles import add_background, qualities_of_profile
from imece.employment.home.domain.demo_work import Work, do_some_weeks_of_work
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import create_profile, set_occupations
from imece.exchange.client import ask
from imece.exchange.contract import Reason
from imece.reference.models import District, Occupation

ANKARA, KONYA, ISTANBUL = 6, 42, 34
SYSTEM = system_actor("demo")
SEEKERS = (100, 101, 102, 146, *range(104, 123), 170)
PARTICIPANTS = (
    108,
    146,
    170,
)  # of these; by the register they live in one district, at three addresses (TYP-02)
WORKERS = (140, 141)  # of the register: people whom the employer's tables and declarations name
ANSWER = "örnek"


@dataclass(frozen=True)
class Role:
    """One person of the cast: his place in the synthetic register, and what he is."""

    key: str
    role: str
    serial: int


EMPLOYER, CLERK, OTHER, NATURAL = (
    Role("employer", "İşveren yöneticisi / Employer's manager", 1),
    Role("clerk", "İşveren kullanıcısı (istem, aday, rapor) / Employer's clerk", 2),
    Role("other_employer", "Başka işveren yöneticisi / Another employer", 3),
    Role("natural_employer", "Bireysel işveren / Natural-person employer", 4),
)
SEEKER, OFFICER, OTHER_OFFICER, HQ = (
    Role("seeker", "İş arayan / Job seeker", 5),
    Role("officer", "Ankara birim kullanıcısı / Officer, Ankara unit", 6),
    Role("other_officer", "Konya birim kullanıcısı / Officer, Konya unit", 7),
    Role("headquarters", "Genel Müdürlük kullanıcısı / Headquarters", 8),
)
PROVIDER, AGENCY, COURSE_OFFICE = (
    Role("provider", "Hizmet sağlayıcı / Service provider", 9),
    Role("agency", "Özel istihdam bürosu / Private agency", 10),
    Role("course_office", "Kurum dışı kurs ofisi / Outside course office", 11),
)
DESK, BANK, MUNICIPALITY = (
    Role("exchange_desk", "Genel Müdürlük, veri değişimi masası / Headquarters, exchange desk", 12),
    Role("bank", "Veri değişimi: örnek banka / Exchange: an invented bank", 13),
    Role("municipality", "Veri değişimi: örnek belediye / Exchange: an invented municipality", 14),
)
PUBLIC_BODY = Role(
    "public_employer", "Kamu işvereni, TYP yüklenicisi / Public employer, programme contractor", 15
)
CAST = (
    EMPLOYER, CLERK, OTHER, NATURAL, SEEKER, OFFICER, OTHER_OFFICER, HQ, PROVIDER, AGENCY, COURSE_OFFICE, DESK, BANK,
    MUNICIPALITY, PUBLIC_BODY,
)  # fmt: skip
PUBLIC_SGK = "10841060699999990060199000"  # nature 1: a public workplace (ID-14)


@dataclass
class Demo:
    """What has been made so far."""

    home: Path
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    shown: list[DemoPerson] = field(default_factory=list)


def load_demo(*, home: Path, now: datetime, tell: Callable[[str], None]) -> bool:
    """Make the demo once; False when it is there already. The passwords go to a 0600 file of `home`."""
    if Person.objects.filter(national_id=make_person_number(EMPLOYER.serial)).exists():
        return False
    demo = Demo(home, now)
    for role in CAST:
        password = password_for(home, role.key)  # random at each call until the people are written
        demo.people[role.key] = register(role.serial, now, hash_password(password))
        demo.shown.append(_shown(demo, role, password))
    tell(f"people: {len(CAST)} who can sign in")
    workplaces = make_workplaces(demo)
    make_institutions(demo)
    seekers = make_seekers(demo)
    tell(f"workplaces: {len(workplaces)}, job seekers: {len(seekers)}")
    counts = do_some_weeks_of_work(Work(now, workplaces, demo.people, seekers))
    counts |= do_the_duties(_duties(demo, workplaces))
    counts["data requests"] = _ask_about_data(demo)
    tell(", ".join(f"{name}: {count}" for name, count in counts.items()))
    write_people(home, demo.shown)
    return True


def _shown(demo: Demo, role: Role, password: str) -> DemoPerson:
    person = demo.people[role.key]
    return DemoPerson(role.key, role.role, person.full_name, person.national_id, password, "/")


def register(serial: int, now: datetime, password_hash: str) -> Person:
    """Somebody of the register becomes a member, with the terms accepted."""
    number = make_person_number(serial)
    reason = Reason(purpose="Demo üyeliği", file=f"demo-{serial}")
    facts = ask("registry.person", number, reason=reason, actor=SYSTEM).facts
    assert facts is not None, f"the register lacks serial {serial}"
    person = register_hashed_person(
        identity=Identity(number, facts["given_names"], facts["surname"], facts["birth_year"]),
        password_hash=password_hash,
        secret_question=SecretQuestion.FIRST_STREET,
        secret_answer_hash=_answer_hash(),
        notice_channel=NoticeChannel.EMAIL,
        email=f"demo{serial}@example.org",
        is_email_verified=True,
        actor=SYSTEM,
        now=now,
    )
    for kind in (GENERAL, PRIVACY):
        accept_terms(
            person=person, version=current_terms(kind, now.date()), actor=actor_for(person, None), now=now
        )
    return person


_ANSWERS: list[str] = []


def _answer_hash() -> str:
    """Hashed once: a hundred slow hashes would be most of the first start."""
    if not _ANSWERS:
        _ANSWERS.append(hash_answer(ANSWER))
    return _ANSWERS[0]


def make_workplaces(demo: Demo) -> list[Workplace]:
    """A firm with a clerk, another firm, a natural person: three workplaces in two provinces."""
    firms = (
        (EMPLOYER, EmployerKind.LEGAL, "Örnek Metal Sanayi A.Ş. (deneme)", "1000000018", ANKARA, "Sincan"),
        (OTHER, EmployerKind.LEGAL, "Deneme Gıda Ltd. Şti. (deneme)", "2000000010", KONYA, "Selçuklu"),
        (NATURAL, EmployerKind.NATURAL, "", "", ISTANBUL, "Kadıköy"),
    )
    made = [_firm(demo, *firm) for firm in firms]
    rights = (Grant.VACANCIES, Grant.CANDIDATES, Grant.REPORTS)
    clerk = demo.people[CLERK.key]
    add_membership(person=clerk, organisation=made[0].organisation, actor=SYSTEM, grants=rights)
    return made


def _duties(demo: Demo, workplaces: list[Workplace]) -> Duties:
    """The public body of the officer's province joins; three job seekers of one district take part in its programme."""
    title, tax_id = "Örnek Belediyesi Park Müdürlüğü (deneme)", "3000000003"
    body = _firm(
        demo, PUBLIC_BODY, EmployerKind.LEGAL, title, tax_id, ANKARA, "Çankaya", sgk_number=PUBLIC_SGK
    )
    participants = JobSeeker.objects.filter(
        person__national_id__in=[make_person_number(serial) for serial in PARTICIPANTS]
    ).select_related("person")
    return Duties(
        now=demo.now,
        employer=workplaces[0],
        other=workplaces[1],
        public_body=body,
        officer=_staff_actor(demo, OFFICER),
        participants=list(participants.order_by("pk")),
        worker_ids=[make_person_number(serial) for serial in WORKERS],
    )


def _ask_about_data(demo: Demo) -> int:
    """The seeker uses her rights (KVK-05); headquarters has answered once."""
    return make_demo_data_requests(
        person=actor_for(demo.people[SEEKER.key], None),
        desk=_staff_actor(demo, HQ),
        now=demo.now,
    )


def _staff_actor(demo: Demo, role: Role) -> Actor:
    person = demo.people[role.key]
    capacity = capacities(person, timezone.localdate(demo.now))[0]
    return actor_for(person, capacity.membership, capacity.organisation)


def _firm(
    demo: Demo,
    role: Role,
    kind: EmployerKind,
    title: str,
    tax_id: str,
    province: int,
    district: str,
    **more: str,
) -> Workplace:
    founder = demo.people[role.key]
    place = District.objects.get(province_id=province, name=district)
    new = NewEmployer(
        kind=kind,
        title=title or f"{founder.full_name} (deneme)",
        tax_id=tax_id or founder.national_id,
        province=province,
        values={
            "district": place.pk,
            "street_address": "Örnek Cad. No: 1",
            "email": f"{role.key}@example.org",
            **more,
        },
    )
    return register_employer(new=new, founder=founder, actor=actor_for(founder, None), now=demo.now)


def make_institutions(demo: Demo) -> None:
    """Units, headquarters, and one organisation of each other kind, with one person each."""
    staff = (StaffGrant.VACANCY_REVIEW, StaffGrant.PLACEMENT, StaffGrant.ACCOUNTS)
    everything = tuple(StaffGrant.values)
    rows: tuple[tuple[Role, OrganisationKind, str, int | None, tuple[str, ...]], ...] = (
        (OFFICER, OrganisationKind.UNIT, "Ankara İl Müdürlüğü (deneme)", ANKARA, staff),
        (OTHER_OFFICER, OrganisationKind.UNIT, "Konya İl Müdürlüğü (deneme)", KONYA, staff),
        (HQ, OrganisationKind.HEADQUARTERS, "Genel Müdürlük (deneme)", None, everything),
        (
            PROVIDER,
            OrganisationKind.SERVICE_PROVIDER,
            "Örnek Eğitim Kurumu (deneme)",
            ANKARA,
            (Grant.COURSES,),
        ),
        (AGENCY, OrganisationKind.AGENCY, "Örnek İstihdam Bürosu (deneme)", ISTANBUL, (Grant.AGENCIES,)),
        (
            COURSE_OFFICE,
            OrganisationKind.COURSE_OFFICE,
            "Örnek Kurs Ofisi (deneme)",
            KONYA,
            (Grant.OUTSIDE_COURSES,),
        ),
    )
    for role, kind, name, province, grants in rows:
        organisation: Organisation = create_organisation(
            kind=kind, name=name, province=province, actor=SYSTEM
        )
        add_membership(person=demo.people[role.key], organisation=organisation, actor=SYSTEM, grants=grants)
        if role == HQ:  # two pairs of eyes
            add_membership(
                person=demo.people[DESK.key], organisation=organisation, actor=SYSTEM, grants=everything
            )


def make_seekers(demo: Demo) -> list[Person]:
    """The signed-in seeker and two dozen more, who cannot sign in (their password is nobody's)."""
    unusable = hash_password(f"!{demo.now.timestamp()}")
    people = [demo.people[SEEKER.key], *(register(serial, demo.now, unusable) for serial in SEEKERS)]
    for place, person in enumerate(people):
        _make_profile(person, place, demo.now)
    return people


def _make_profile(person: Person, place: int, now: datetime) -> None:
    actor: Actor = actor_for(person, None)
    province = (ANKARA, ANKARA, KONYA, ISTANBUL)[place % 4]
    district = District.objects.filter(province_id=province).order_by("name_key")[place % 5]
    levels = ("primary", "upper_secondary", "associate", "bachelor")
    values = {
        "education": levels[place % 4] if place else "upper_secondary",
        "province_id": province,
        "district_id": district.pk,
        "about": "Deneme özgeçmişi." if place % 2 else "",
        **qualities_of_profile(place, now),
    }
    profile = create_profile(person=person, values=values, actor=actor, now=now - timedelta(days=40))
    codes = ("7212", "5120", "8332", "2512", "5223")
    wanted = (codes[place % 5], codes[(place + 1) % 5]) if place else ("7212", "8332")
    known = [Occupation.objects.filter(code__startswith=code).order_by("code")[0].pk for code in wanted]
    set_occupations(profile=profile, occupations=[(pk, 6 + 7 * (place % 6)) for pk in known], actor=actor)
    add_background(profile=profile, place=place, occupation_id=known[0], actor=actor, now=now)
