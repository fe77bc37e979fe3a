"""What the room offers the work-permit house (X4.2, §13 `kayitli_issiz`): data, not code.

People are counted and small cells hidden: a number from 1 to below the dated parameter `small_cell_threshold` is not
told, and where one level of education is that small the whole breakdown stays away, so that no difference tells it.
"""

from imece.exchange.contract import Example, Field, Input, Kind, Service

SEEKERS = Service(
    name="employment.registered_seekers",
    version=1,
    owner="employment",
    title="Kayıtlı iş arayanlar / Registered job seekers",
    meaning="Bir ilde oturan ve bu mesleği arayan etkin kayıtlar, öğrenim düzeyine göre; küçük sayılar gizlenir"
    " / Active people living in a province and looking for the occupation, by education; small numbers are hidden",
    purpose="Çalışma izni başvurusunu değerlendirmek / To evaluate an application for a work permit",
    inputs=(
        Input(
            "occupation",
            "Meslek kodu / Occupation code",
            is_subject=True,
            pattern=r"[0-9]{4}\.[0-9]{2}",
            most=7,
        ),
        Input("province", "İl / Province", kind=Kind.INTEGER, least=1, greatest=81),
    ),
    fields=(
        Field("seeker_count", "İş arayan / Job seekers", kind=Kind.INTEGER),
        Field(
            "is_hidden",
            "Gizlendi / Hidden",
            kind=Kind.BOOLEAN,
            meaning="Sayı eşiğin altında olduğundan verilmedi / The number is below the threshold and not told",
        ),
        Field(
            "by_education",
            "Öğrenim düzeyine göre / By education",
            kind=Kind.LIST,
            records=(
                Field("education", "Öğrenim / Education"),
                Field("seeker_count", "İş arayan / Job seekers", kind=Kind.INTEGER),
            ),
        ),
    ),
    open_to=frozenset({"central"}),
    rate_per_second=5,
    examples=(
        Example(
            {"occupation": "7212.07", "province": 6},
            {
                "seeker_count": 57,
                "is_hidden": False,
                "by_education": [
                    {"education": "primary", "seeker_count": 21},
                    {"education": "upper_secondary", "seeker_count": 36},
                ],
            },
        ),
    ),
    sql="""
        select asked.n,
            case when told.seeker_count = 0 or told.seeker_count >= threshold.value then told.seeker_count end,
            told.seeker_count between 1 and threshold.value - 1,
            case when told.least >= threshold.value then told.by_education else '[]'::jsonb end
        from asked join reference_occupation occupation on occupation.code = asked.occupation
        cross join (
            select (value #>> '{}')::integer as value from core_parameter
            where name = 'small_cell_threshold' and valid_from <= current_date
                and (valid_to is null or valid_to >= current_date)
        ) threshold
        cross join lateral (
            select coalesce(sum(level.seeker_count), 0)::integer as seeker_count, min(level.seeker_count) as least,
                jsonb_agg(jsonb_build_object('education', level.education, 'seeker_count', level.seeker_count)
                    order by level.education) as by_education
            from (
                select seeker.education, count(*) as seeker_count
                from jobseekers_jobseeker seeker
                join jobseekers_soughtoccupation sought on sought.job_seeker_id = seeker.id
                where sought.occupation_id = occupation.id and seeker.province_id = asked.province
                    and seeker.is_active
                group by seeker.education
            ) level
        ) told
    """,
)
