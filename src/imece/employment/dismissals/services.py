"""What the room offers the work-permit house (X4.2, rule catalogue §13 `toplu_cikarma`): data, not code; no names."""

from imece.exchange.contract import Example, Field, Input, Kind, Service

DISMISSALS = Service(
    name="employment.collective_dismissals",
    version=1,
    owner="employment",
    title="Toplu işçi çıkarma / Collective dismissals",
    meaning="İşverenin, sorulan günden önceki altı ayda çıkış içeren bildirimleri, yeniden eskiye"
    " / The employer's notices with dismissals in the six months before the day asked about, newest first",
    purpose="Çalışma izni başvurusunu değerlendirmek / To evaluate an application for a work permit",
    inputs=(
        Input(
            "tax_id", "Vergi ya da kimlik no / Tax or identity number", is_subject=True, most=11,
            pattern="[0-9]{10,11}", check="tax_number",
        ),
        Input("asked_on", "Başvuru tarihi / Date of the application", kind=Kind.DATE),
        Input("province", "İl / Province", kind=Kind.INTEGER, least=1, greatest=81, is_required=False),
    ),
    fields=(
        Field("employer_title", "İşveren unvanı / Employer"),
        Field(
            "was_collective", "Toplu çıkarma oldu / There was a collective dismissal", kind=Kind.BOOLEAN,
            meaning="COL-01: en az bir işyerinde eşik aşıldı / the law's threshold was reached at one workplace",
        ),
        Field("notice_count", "Bildirim sayısı / Number of notices", kind=Kind.INTEGER),
        Field("dismissed_count", "Çıkarılan işçi / Workers dismissed", kind=Kind.INTEGER),
        Field(
            "lines", "İşyerleri / Workplaces", kind=Kind.LIST,
            records=(
                Field("number", "Bildirim no / Notice number"),
                Field("province", "İl / Province", kind=Kind.INTEGER),
                Field("notified_on", "Bildirildiği gün / Notified on", kind=Kind.DATE),
                Field("dismissal_on", "İlk çıkış / First dismissal", kind=Kind.DATE),
                Field("last_dismissal_on", "Son çıkış / Last dismissal", kind=Kind.DATE),
                Field(
                    "ground", "Sebep / Ground",
                    meaning="economic ekonomik, technological teknolojik, structural yapısal, similar benzeri"
                    " / economic, technological, structural, similar",
                ),
                Field("worker_count", "İşyerinin işçisi / Workers of the workplace", kind=Kind.INTEGER),
                Field("men_count", "Erkek / Men", kind=Kind.INTEGER),
                Field("women_count", "Kadın / Women", kind=Kind.INTEGER),
                Field("is_collective", "Eşiği aşıyor / Reaches the threshold", kind=Kind.BOOLEAN),
            ),
        ),
    ),
    open_to=frozenset({"central"}),
    rate_per_second=5,
    examples=(
        Example(
            {"tax_id": "1000000000", "asked_on": "2026-06-15"},
            {
                "employer_title": "Deneme Kaynak A.Ş. (sentetik)", "was_collective": True, "notice_count": 1,
                "dismissed_count": 15,
                "lines": [
                    {
                        "number": "TC-2026-000001", "province": 6, "notified_on": "2026-03-02",
                        "dismissal_on": "2026-04-02", "last_dismissal_on": "2026-04-30", "ground": "economic",
                        "worker_count": 80, "men_count": 12, "women_count": 3, "is_collective": True,
                    }
                ],
            },
        ),
    ),
    # The threshold is `domain.rules.is_collective`, of the day of the first dismissal; a test holds the two together.
    sql="""
        select asked.n, employer.title, coalesce(told.was_collective, false), coalesce(told.notice_count, 0)::integer,
            coalesce(told.dismissed_count, 0)::integer, coalesce(told.lines, '[]'::jsonb)
        from asked join employers_employer employer on employer.tax_id = asked.tax_id
        cross join lateral (
            select bool_or(line.is_collective) as was_collective, count(distinct line.notice_id) as notice_count,
                sum(line.men + line.women) as dismissed_count,
                jsonb_agg(jsonb_build_object(
                    'number', line.number, 'province', line.province_id, 'notified_on', line.notified_on,
                    'dismissal_on', line.dismissal_on, 'last_dismissal_on', line.last_dismissal_on,
                    'ground', line.ground, 'worker_count', line.worker_count, 'men_count', line.men,
                    'women_count', line.women, 'is_collective', line.is_collective
                ) order by line.notified_on desc, line.id) as lines
            from (
                select line.*, notice.number, notice.notified_on, notice.dismissal_on, notice.last_dismissal_on,
                    notice.ground, workplace.province_id,
                    case when line.worker_count < (law ->> 'dismissal_least_workers')::numeric then false
                        when line.worker_count <= (law ->> 'dismissal_small_workers')::numeric
                            then line.men + line.women >= (law ->> 'dismissal_small_count')::numeric
                        when line.worker_count <= (law ->> 'dismissal_middle_workers')::numeric
                            then (line.men + line.women) * 100
                                >= line.worker_count * (law ->> 'dismissal_middle_pct')::numeric
                        else line.men + line.women >= (law ->> 'dismissal_large_count')::numeric end as is_collective
                from dismissals_dismissalline line
                join dismissals_dismissalnotice notice on notice.id = line.notice_id
                join employers_workplace workplace on workplace.id = line.workplace_id
                cross join lateral (
                    select jsonb_object_agg(name, value) as law from core_parameter
                    where starts_with(name, 'dismissal_') and valid_from <= notice.dismissal_on
                        and (valid_to is null or valid_to >= notice.dismissal_on)
                ) number
                where workplace.employer_id = employer.id
                    and (asked.province is null or workplace.province_id = asked.province)
                    and notice.dismissal_on <= asked.asked_on
                    and notice.last_dismissal_on > asked.asked_on - interval '6 months'
            ) line
        ) told
    """,
)  # fmt: skip
