"""What the room offers the work-permit house (X4.2, rule catalogue §13): data, not code.

Workers are counted, never named. What tells of disability or conviction is in fields of its own (KVK-03), so that a
grant can leave them out.
"""

from typing import Final

from imece.exchange.contract import Example, Field, Input, Kind, Service

PERMITS: Final = "Çalışma izni başvurusunu değerlendirmek / To evaluate an application for a work permit"
READERS: Final = frozenset({"central"})
EMPLOYER: Final = Input(
    "tax_id", "Vergi ya da kimlik no / Tax or identity number", is_subject=True, most=11, pattern="[0-9]{10,11}",
    check="tax_number",
)  # fmt: skip
PROVINCE: Final = Input("province", "İl / Province", kind=Kind.INTEGER, least=1, greatest=81)
FROM: Final = Input("from_on", "Dönem başı / From", kind=Kind.DATE)
UNTIL: Final = Input("until_on", "Dönem sonu / Until", kind=Kind.DATE)
MONTH: Final = Field("month", "Ay / Month", kind=Kind.DATE, meaning="Ayın ilk günü / The month's first day")


def _count(name: str, title: str, meaning: str = "") -> Field:
    return Field(name, title, kind=Kind.INTEGER, meaning=meaning)


def _row_count(name: str, title: str, row: str) -> Field:
    """The men and women of one row at the month's end (AIC-20)."""
    return _count(name, title, f"Çizelgenin {row} satırı / Row {row} of the table")


TABLES = Service(
    name="employment.workforce_tables",
    version=1,
    owner="employment",
    title="İşgücü çizelgesi / Monthly workforce tables",
    meaning="İşverenin bir ildeki çizelgeleri, aylara göre, yeniden eskiye; merkez ve o ildeki şubeleri birlikte"
    " / The employer's tables in a province by month, newest first; head office and branches together",
    purpose=PERMITS,
    inputs=(EMPLOYER, PROVINCE, FROM, UNTIL),
    fields=(
        Field("employer_title", "İşveren unvanı / Employer"),
        _count("table_count", "Çizelge sayısı / Number of tables"),
        Field(
            "months", "Aylar / Months", kind=Kind.LIST,
            records=(
                MONTH,
                _count("worker_count", "Ay sonu çalışan / Workers at the month's end"),
                _count("hired_count", "İşe alınan / Hired"),
                _count("left_count", "Ayrılan / Left"),
                _row_count("indefinite_count", "Belirsiz süreli / Indefinite", "R1"),
                _row_count("fixed_term_count", "Belirli süreli / Fixed term", "R2"),
                _row_count("part_time_count", "Kısmi zamanlı / Part-time", "R3"),
                _count("women_count", "Kadın / Women"),
                _count(
                    "foreigners_hired_count", "İşe alınan yabancı / Foreigners hired",
                    "Numarası 99 ile başlayanlar / Numbers that begin with 99",
                ),
                _count("foreigners_left_count", "Ayrılan yabancı / Foreigners who left"),
                Field("saved_on", "Kaydedildiği gün / Saved on", kind=Kind.DATE),
            ),
        ),
        Field(
            "protected_months", "Korunan gruplar / Protected groups", is_special=True, kind=Kind.LIST,
            records=(
                MONTH,
                _row_count("disabled_count", "Engelli / Disabled", "R4"),
                _row_count("ex_convict_count", "Eski hükümlü / Ex-convicts", "R5"),
                _row_count("terror_affected_count", "TMY / Under the Anti-Terror Law", "R6"),
            ),
        ),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {"tax_id": "1000000000", "province": 6, "from_on": "2026-01-01", "until_on": "2026-03-31"},
            {
                "employer_title": "Deneme Kaynak A.Ş. (sentetik)",
                "table_count": 1,
                "months": [
                    {
                        "month": "2026-03-01", "worker_count": 61, "hired_count": 3, "left_count": 1,
                        "indefinite_count": 50, "fixed_term_count": 6, "part_time_count": 3, "women_count": 20,
                        "foreigners_hired_count": 1, "foreigners_left_count": 0, "saved_on": "2026-04-07",
                    }
                ],
                "protected_months": [
                    {
                        "month": "2026-03-01", "disabled_count": 2, "ex_convict_count": 0,
                        "terror_affected_count": 0,
                    }
                ],
            },
        ),
    ),
    # `ends` holds R1–R6, men then women in each (domain.grid.CELLS).
    sql="""
        select asked.n, employer.title, coalesce(told.table_count, 0)::integer, coalesce(told.months, '[]'::jsonb),
            coalesce(told.protected_months, '[]'::jsonb)
        from asked join employers_employer employer on employer.tax_id = asked.tax_id
        cross join lateral (
            select count(*) as table_count,
                jsonb_agg(jsonb_build_object(
                    'month', sheet.month,
                    'worker_count', (select sum(cell) from unnest(sheet.ends) cell),
                    'hired_count', (select sum(cell) from unnest(sheet.hired) cell),
                    'left_count', (select sum(cell) from unnest(sheet."left") cell),
                    'indefinite_count', sheet.ends[1] + sheet.ends[2],
                    'fixed_term_count', sheet.ends[3] + sheet.ends[4],
                    'part_time_count', sheet.ends[5] + sheet.ends[6],
                    'women_count', sheet.ends[2] + sheet.ends[4] + sheet.ends[6] + sheet.ends[8] + sheet.ends[10]
                        + sheet.ends[12],
                    'foreigners_hired_count', moved.hired, 'foreigners_left_count', moved.gone,
                    'saved_on', (sheet.saved_at at time zone 'Europe/Istanbul')::date
                ) order by sheet.month desc, sheet.id) as months,
                jsonb_agg(jsonb_build_object(
                    'month', sheet.month, 'disabled_count', sheet.ends[7] + sheet.ends[8],
                    'ex_convict_count', sheet.ends[9] + sheet.ends[10],
                    'terror_affected_count', sheet.ends[11] + sheet.ends[12]
                ) order by sheet.month desc, sheet.id) as protected_months
            from workforce_workforcetable sheet
            join employers_workplace workplace on workplace.id = sheet.workplace_id
            cross join lateral (
                select count(*) filter (where change.direction = 'hired') as hired,
                    count(*) filter (where change.direction = 'left') as gone
                from workforce_staffchange change
                where change.table_id = sheet.id and not change.is_internal and change.national_id like '99%'
            ) moved
            where workplace.employer_id = employer.id and workplace.province_id = asked.province
                and sheet.month between date_trunc('month', asked.from_on)::date and asked.until_on
        ) told
    """,
)  # fmt: skip

QUOTA = Service(
    name="employment.quota_state",
    version=1,
    owner="employment",
    title="Kontenjan durumu / Quota state",
    meaning="İşverenin bir ildeki aylık kontenjanı; çizelge kaydedildiğinde o ayın hukukuna göre hesaplanmıştır"
    " / The employer's quota of a month in a province, as the month's law gave it when the table was saved",
    purpose=PERMITS,
    inputs=(
        EMPLOYER,
        PROVINCE,
        Input("month", "Ay / Month", kind=Kind.DATE, meaning="Ayın herhangi bir günü / Any day of the month"),
    ),
    fields=(
        Field("employer_title", "İşveren unvanı / Employer"),
        Field("is_filed", "Çizelge verildi / The month's table was filed", kind=Kind.BOOLEAN),
        Field("is_due", "Yükümlü / Owes a quota", kind=Kind.BOOLEAN),
        _count("base_count", "Kontenjana esas çalışan / Workers that the quota is reckoned from"),
        _count("required_count", "Çalıştırılması gereken / Must be employed"),
        _count("missing_count", "Açık kontenjan / Missing"),
        Field(
            "groups", "Gruplar / Groups", is_special=True, kind=Kind.LIST,
            records=(
                Field(
                    "group", "Grup / Group",
                    meaning="disabled engelli, ex_convict eski hükümlü, terror_affected TMY"
                    " / disabled, ex_convict, terror_affected (Anti-Terror Law)",
                ),
                _count("required_count", "Çalıştırılması gereken / Must be employed"),
                _count("employed_count", "Çalışan / Are employed"),
                _count("missing_count", "Açık / Missing"),
            ),
        ),
        Field("reckoned_on", "Hesaplandığı gün / Reckoned on", kind=Kind.DATE),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {"tax_id": "1000000000", "province": 6, "month": "2026-03-01"},
            {
                "employer_title": "Deneme Kaynak A.Ş. (sentetik)", "is_filed": True, "is_due": True,
                "base_count": 140, "required_count": 4, "missing_count": 3,
                "groups": [
                    {"group": "disabled", "required_count": 4, "employed_count": 1, "missing_count": 3},
                ],
                "reckoned_on": "2026-04-07",
            },
        ),
    ),
    sql="""
        select asked.n, employer.title, told.id is not null, coalesce(told.is_due, false), told.base_count,
            told.required_count, told.missing_count, coalesce(told.groups, '[]'::jsonb), told.reckoned_on
        from asked join employers_employer employer on employer.tax_id = asked.tax_id
        left join lateral (
            select sheet.id, counted.*, (sheet.saved_at at time zone 'Europe/Istanbul')::date as reckoned_on
            from workforce_workforcetable sheet
            join employers_workplace workplace on workplace.id = sheet.workplace_id
            cross join lateral (
                select bool_or(line.is_due) as is_due, max(line.base_count)::integer as base_count,
                    sum(line.required_count)::integer as required_count,
                    sum(greatest(0, line.required_count - line.employed_count))::integer as missing_count,
                    jsonb_agg(jsonb_build_object(
                        'group', line."group", 'required_count', line.required_count,
                        'employed_count', line.employed_count,
                        'missing_count', greatest(0, line.required_count - line.employed_count)
                    ) order by line.id) as groups
                from workforce_quotacount line where line.table_id = sheet.id
            ) counted
            where workplace.employer_id = employer.id and workplace.province_id = asked.province
                and sheet.month = date_trunc('month', asked.month)::date
            order by workplace.closed_on is null desc, sheet.id desc limit 1
        ) told on true
    """,
)  # fmt: skip

HARD_TO_FILL = Service(
    name="employment.hard_to_fill",
    version=1,
    owner="employment",
    title="Karşılanmasında güçlük çekilen meslek / Occupation hard to fill",
    meaning="Bir ilde, dönemin çizelgelerinde bu mesleği bulamadığını bildiren işverenler"
    " / Employers of a province whose tables of the span name the occupation as hard to fill",
    purpose=PERMITS,
    inputs=(
        Input(
            "occupation", "Meslek kodu / Occupation code", is_subject=True, pattern=r"[0-9]{4}\.[0-9]{2}", most=7,
            meaning="TMS / ISCO-08",
        ),
        PROVINCE,
        FROM,
        UNTIL,
    ),
    fields=(
        _count("employer_count", "Bildiren işveren / Employers who named it"),
        _count("table_count", "Bildiren çizelge / Tables that named it"),
        _count(
            "needed_count", "İstenen işçi / Workers needed",
            "Her işverenin son bildirimi / Each employer's latest word",
        ),
    ),
    open_to=READERS,
    rate_per_second=5,
    examples=(
        Example(
            {"occupation": "7212.07", "province": 6, "from_on": "2026-01-01", "until_on": "2026-06-30"},
            {"employer_count": 9, "table_count": 21, "needed_count": 34},
        ),
    ),
    sql="""
        select asked.n, count(distinct named.employer_id)::integer, count(named.id)::integer,
            coalesce(sum(named.count) filter (where named.is_latest), 0)::integer
        from asked join reference_occupation occupation on occupation.code = asked.occupation
        left join lateral (
            select line.id, line.count, workplace.employer_id,
                row_number() over (partition by workplace.id order by sheet.month desc) = 1 as is_latest
            from workforce_hardtofill line
            join workforce_workforcetable sheet on sheet.id = line.table_id
            join employers_workplace workplace on workplace.id = sheet.workplace_id
            where line.occupation_id = occupation.id and workplace.province_id = asked.province
                and sheet.month between date_trunc('month', asked.from_on)::date and asked.until_on
        ) named on true
        group by asked.n
    """,
)  # fmt: skip
