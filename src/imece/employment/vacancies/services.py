"""What the room offers the work-permit house (X4.2, rule catalogue §13): data, not code.

Candidates are counted, never named: the permit is decided on whether the labour market was asked, not on people.
"""

from typing import Final

from imece.exchange.contract import Example, Field, Input, Kind, Service

PERMITS: Final = "Çalışma izni başvurusunu değerlendirmek / To evaluate an application for a work permit"
READERS: Final = frozenset({"central"})
OCCUPATION: Final = Input(
    "occupation",
    "Meslek kodu / Occupation code",
    pattern=r"[0-9]{4}\.[0-9]{2}",
    most=7,
    meaning="TMS / ISCO-08",
)
PROVINCE: Final = Input("province", "İl / Province", kind=Kind.INTEGER, least=1, greatest=81)
FROM: Final = Input("from_on", "Dönem başı / From", kind=Kind.DATE)
UNTIL: Final = Input("until_on", "Dönem sonu / Until", kind=Kind.DATE)
PUBLISHED: Final = "vacancy.state in ('open', 'expired', 'closed', 'cancelled')"
DAY: Final = "({moment} at time zone 'Europe/Istanbul')::date"
PUBLISHED_ON: Final = DAY.format(moment="vacancy.published_at")
ENDED_ON: Final = f"least({DAY.format(moment='round.ended_at')}, vacancy.last_application_on)"
WAS_SENT: Final = (
    "(candidate.sent_on is not null"
    " or candidate.state in ('sent', 'reported', 'placed', 'refused_by_employer', 'refused_by_candidate'))"
)
COUNTS: Final = f"""
    count(*) filter (where {WAS_SENT})::integer as sent_count,
    count(*) filter (where candidate.state = 'placed')::integer as placed_count,
    count(*) filter (where candidate.state = 'refused_by_employer')::integer as refused_by_employer_count,
    count(*) filter (where candidate.state = 'refused_by_candidate')::integer as refused_by_candidate_count
"""
COUNTED: Final = (
    Field("sent_count", "Gönderilen / Sent", kind=Kind.INTEGER),
    Field("placed_count", "Yerleşen / Placed", kind=Kind.INTEGER),
    Field(
        "refused_by_employer_count",
        "İşverence kabul edilmeyen / Not accepted by the employer",
        kind=Kind.INTEGER,
    ),
    Field(
        "refused_by_candidate_count", "İşi kabul etmeyen / Not accepted by the candidate", kind=Kind.INTEGER
    ),
)

HISTORY = Service(
    name="employment.vacancy_history",
    version=1,
    owner="employment",
    title="İstem geçmişi / Vacancy history",
    meaning="İşverenin dönem içinde yayımlanan istemleri ve sonuçları, yeniden eskiye"
    " / The employer's labour requests published in a span of time with their outcome, newest first",
    purpose=PERMITS,
    inputs=(
        Input(
            "tax_id", "Vergi ya da kimlik no / Tax or identity number", is_subject=True, most=11,
            pattern="[0-9]{10,11}", check="tax_number",
        ),
        Input(**{**vars(OCCUPATION), "is_required": False}),
        Input(**{**vars(PROVINCE), "is_required": False}),
        FROM,
        UNTIL,
    ),
    fields=(
        Field("employer_title", "İşveren unvanı / Employer"),
        Field("vacancy_count", "İstem sayısı / Number of requests", kind=Kind.INTEGER),
        Field("post_count", "Açık iş sayısı / Number of posts", kind=Kind.INTEGER),
        Field(
            "vacancies",
            "İstemler / Requests",
            kind=Kind.LIST,
            records=(
                Field("number", "Talep no / Request number"),
                Field("occupation", "Meslek kodu / Occupation code"),
                Field("occupation_name", "Meslek / Occupation"),
                Field("province", "İl / Province", kind=Kind.INTEGER),
                Field("state", "Durum / State", meaning="open, expired, closed, cancelled / the same"),
                Field("closing_outcome", "Kapanış nedeni / Why it was closed"),
                Field("post_count", "Açık iş / Posts", kind=Kind.INTEGER),
                Field("published_on", "Yayım / Published on", kind=Kind.DATE),
                Field("last_application_on", "Son başvuru / Last application date", kind=Kind.DATE),
                *COUNTED,
            ),
        ),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {"tax_id": "1000000000", "from_on": "2026-01-01", "until_on": "2026-12-31"},
            {
                "employer_title": "Deneme Kaynak A.Ş. (sentetik)",
                "vacancy_count": 1,
                "post_count": 2,
                "vacancies": [
                    {
                        "number": "00000000001", "occupation": "7212.07", "occupation_name": "Gazaltı Kaynakçısı",
                        "province": 6, "state": "closed", "closing_outcome": "no_suitable_candidate",
                        "post_count": 2, "published_on": "2026-02-02", "last_application_on": "2026-03-04",
                        "sent_count": 3, "placed_count": 0, "refused_by_employer_count": 2,
                        "refused_by_candidate_count": 1,
                    }
                ],
            },
        ),
    ),
    sql=f"""
        select asked.n, employer.title, coalesce(told.vacancy_count, 0)::integer,
            coalesce(told.post_count, 0)::integer, coalesce(told.vacancies, '[]'::jsonb)
        from asked join employers_employer employer on employer.tax_id = asked.tax_id
        cross join lateral (
            select count(*) as vacancy_count, sum(vacancy.post_count) as post_count,
                jsonb_agg(jsonb_build_object(
                    'number', vacancy.number, 'occupation', occupation.code, 'occupation_name', occupation.name,
                    'province', vacancy.province_id, 'state', vacancy.state,
                    'closing_outcome', vacancy.closing_outcome, 'post_count', vacancy.post_count,
                    'published_on', {PUBLISHED_ON}, 'last_application_on', vacancy.last_application_on,
                    'sent_count', counts.sent_count, 'placed_count', counts.placed_count,
                    'refused_by_employer_count', counts.refused_by_employer_count,
                    'refused_by_candidate_count', counts.refused_by_candidate_count
                ) order by vacancy.published_at desc, vacancy.id desc) as vacancies
            from vacancies_vacancy vacancy
            join employers_workplace workplace on workplace.id = vacancy.workplace_id
            join reference_occupation occupation on occupation.id = vacancy.occupation_id
            cross join lateral (
                select {COUNTS} from selection_candidate candidate where candidate.round_id = vacancy.round_id
            ) counts
            where workplace.employer_id = employer.id and {PUBLISHED}
                and {PUBLISHED_ON} between asked.from_on and asked.until_on
                and (asked.occupation is null or occupation.code = asked.occupation)
                and (asked.province is null or vacancy.province_id = asked.province)
        ) told
    """,  # noqa: S608 the words are ours
)  # fmt: skip

LABOUR_TEST = Service(
    name="employment.labour_test",
    version=1,
    owner="employment",
    title="İşgücü piyasası testi / Labour-market test",
    meaning="Başvurudan önce bu meslekte bir istem yeterince açık kaldı mı, kimler gönderildi, ne oldu"
    " / Was a request in the occupation open long enough before the application, who was sent, what came of it",
    purpose=PERMITS,
    inputs=(
        Input(
            "sgk_number", "SGK işyeri sicil no / SGK workplace number", is_subject=True, pattern="[0-9]{26}", most=26,
        ),
        OCCUPATION,
        PROVINCE,
        Input("applied_on", "İzin başvurusunun tarihi / Date of the permit application", kind=Kind.DATE),
    ),
    fields=(
        Field(
            "was_tested", "Yeterince açık kaldı / Was open long enough", kind=Kind.BOOLEAN,
            meaning="WP-37: başvuru günündeki süre kadar; bugün dört hafta"
            " / as long as the law of the application's day asks; four weeks at present",
        ),
        Field("vacancy_number", "Talep no / Request number"),
        Field("published_on", "Yayım / Published on", kind=Kind.DATE),
        Field("open_until", "Açık kaldığı son gün / Last day it was open", kind=Kind.DATE),
        Field("open_days", "Başvuruya dek açık gün / Days open before the application", kind=Kind.INTEGER),
        Field("post_count", "Açık iş / Posts", kind=Kind.INTEGER),
        Field("candidate_count", "Aday / Candidates", kind=Kind.INTEGER),
        *COUNTED,
        Field("closing_outcome", "Kapanış nedeni / Why it was closed"),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {
                "sgk_number": "24520010112345670060000000", "occupation": "7212.07", "province": 6,
                "applied_on": "2026-04-15",
            },
            {
                "was_tested": True, "vacancy_number": "00000000001", "published_on": "2026-03-18",
                "open_until": "2026-04-15", "open_days": 28, "post_count": 2, "candidate_count": 5, "sent_count": 3,
                "placed_count": 0, "refused_by_employer_count": 2, "refused_by_candidate_count": 1,
                "closing_outcome": "",
            },
        ),
    ),
    sql=f"""
        select asked.n, coalesce(test.open_days >= law.days, false), test.number, test.published_on, test.open_until,
            test.open_days, test.post_count, test.candidate_count, test.sent_count, test.placed_count,
            test.refused_by_employer_count, test.refused_by_candidate_count, test.closing_outcome
        from asked join employers_workplace workplace on workplace.sgk_number = asked.sgk_number
        left join lateral (
            select (value #>> '{{}}')::integer as days from core_parameter
            where name = 'workpermit.labour_test_days' and valid_from <= asked.applied_on
                and (valid_to is null or valid_to >= asked.applied_on)
        ) law on true
        left join lateral (
            select opened.*, opened.open_until - opened.published_on as open_days, counts.*
            from (
                select vacancy.number, vacancy.round_id, vacancy.post_count, vacancy.closing_outcome,
                    {PUBLISHED_ON} as published_on, least({ENDED_ON}, asked.applied_on) as open_until
                from vacancies_vacancy vacancy
                join selection_selectionround round on round.id = vacancy.round_id
                join reference_occupation occupation on occupation.id = vacancy.occupation_id
                where vacancy.workplace_id = workplace.id and vacancy.state in ('open', 'expired', 'closed')
                    and vacancy.province_id = asked.province and occupation.code = asked.occupation
                    and {PUBLISHED_ON} <= asked.applied_on
            ) opened
            cross join lateral (
                select count(*)::integer as candidate_count, {COUNTS}
                from selection_candidate candidate where candidate.round_id = opened.round_id
            ) counts
            order by opened.open_until - opened.published_on >= law.days desc, opened.published_on desc
            limit 1
        ) test on true
    """,  # noqa: S608
)  # fmt: skip

FIGURES = Service(
    name="employment.open_vacancies",
    version=1,
    owner="employment",
    title="Açık iş istatistiği / Open vacancy figures",
    meaning="Bir meslek ve ilde bugün açık olanlar, dönem içinde yayımlanan ve sona erenler"
    " / What is open today in an occupation and province, what was published and ended in a span of time",
    purpose=PERMITS,
    inputs=(Input(**{**vars(OCCUPATION), "is_subject": True}), PROVINCE, FROM, UNTIL),
    fields=(
        Field("open_vacancy_count", "Açık istem / Open requests", kind=Kind.INTEGER),
        Field("open_post_count", "Açık iş / Open posts", kind=Kind.INTEGER),
        Field("published_count", "Dönemde yayımlanan istem / Requests published in the span", kind=Kind.INTEGER),
        Field("ended_count", "Dönemde kapanan istem / Requests closed in the span", kind=Kind.INTEGER),
        Field("filled_count", "Kapananlarda dolan iş / Posts filled of those", kind=Kind.INTEGER),
        Field("average_open_days", "Ortalama açık gün / Average days open", kind=Kind.DECIMAL),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {"occupation": "7212.07", "province": 6, "from_on": "2026-01-01", "until_on": "2026-06-30"},
            {
                "open_vacancy_count": 12, "open_post_count": 31, "published_count": 40, "ended_count": 25,
                "filled_count": 44, "average_open_days": "27.4",
            },
        ),
    ),
    sql=f"""
        select asked.n,
            count(*) filter (where vacancy.state = 'open')::integer,
            coalesce(sum(vacancy.post_count) filter (where vacancy.state = 'open'), 0)::integer,
            count(*) filter (where {PUBLISHED_ON} between asked.from_on and asked.until_on)::integer,
            count(*) filter (where vacancy.ended_on between asked.from_on and asked.until_on)::integer,
            coalesce(sum(vacancy.placed_through_us_count + vacancy.placed_otherwise_count)
                filter (where vacancy.ended_on between asked.from_on and asked.until_on), 0)::integer,
            round(avg(vacancy.ended_on - {PUBLISHED_ON})
                filter (where vacancy.ended_on between asked.from_on and asked.until_on), 1)
        from asked join reference_occupation occupation on occupation.code = asked.occupation
        left join lateral (
            select vacancy.*,
                case when vacancy.state = 'closed' then {DAY.format(moment="round.ended_at")} end as ended_on
            from vacancies_vacancy vacancy join selection_selectionround round on round.id = vacancy.round_id
            where vacancy.occupation_id = occupation.id and vacancy.province_id = asked.province and {PUBLISHED}
        ) vacancy on true
        group by asked.n
    """,  # noqa: S608
)  # fmt: skip
