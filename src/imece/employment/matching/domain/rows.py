"""Keeping the narrow table true: one statement makes rows of profiles, for one person or for all of them.

`jobseekers` calls `profile_changed` in the transaction of every change of a profile (`on_profile_changed`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain import bits

BATCH = 20_000
COLUMNS = (
    "job_seeker_id, occupation_id, province_id, lives_in, district, education, experience_months, gains_from,"
    " birth_on, licences, flags, lowest_wage"
)
PROFILES = """
with profile as (
    select js.id, js.province_id as lives_in,
        coalesce(replace(js.district_id, '-', ''), '0')::smallint as district,
        greatest(
            array_position(%(levels)s, js.education::text) - 1,
            (select max(array_position(%(levels)s, s.level::text)) - 1 from jobseekers_schooling s
             where s.job_seeker_id = js.id and s.graduated_on <= %(today)s)
        )::smallint as education,
        (make_date(js.birth_year, coalesce(js.birth_month, 12), coalesce(js.birth_day, 1))
         + case when js.birth_day is null then interval '1 month' - interval '1 day' else interval '0' end
        )::date as birth_on,
        coalesce((select bit_or(c.mask) from unnest(js.licence_classes::text[]) held
                  join unnest(%(classes)s::text[], %(masks)s::int[]) c(name, mask) on c.name = held), 0)
            | case when js.has_src then %(src)s else 0 end
            | case when js.has_psychotechnic then %(psychotechnic)s else 0 end as licences,
        (coalesce((select bit_or(k.bit) from unnest(js.sought_work_kinds::text[]) sought
                   join unnest(%(kinds)s::text[], %(kind_bits)s::int[]) k(name, bit) on k.name = sought),
                  %(any_kind)s)
            | case when js.accepts_nights then 0 else %(no_nights)s end
            | case when js.accepts_travel then 0 else %(no_travel)s end
            | case when exists (select from jobseekers_schooling s
                                where s.job_seeker_id = js.id and s.graduated_on > %(today)s)
                   then %(later)s else 0 end)::smallint as flags,
        ceil(js.lowest_wage_amount)::int as lowest_wage
    from jobseekers_jobseeker js
    where js.is_active and js.id = any(%(ids)s)
)
"""
INSERT = f"""
insert into matching_seekerrow ({COLUMNS})
{PROFILES}
select p.id, o.occupation_id, place.province_id, p.lives_in, p.district, p.education,
    least(greatest(o.experience_months, worked.months), 32767),
    case when worked.is_growing and worked.months >= o.experience_months then %(today)s::date end,
    p.birth_on, p.licences, p.flags, p.lowest_wage
from profile p
join jobseekers_soughtoccupation o on o.job_seeker_id = p.id
cross join lateral (
    select p.lives_in as province_id
    union select s.province_id from jobseekers_soughtplace s where s.job_seeker_id = p.id
) place
cross join lateral (  -- days that lie in two periods are counted once; thirty left-over days are a month
    select coalesce(sum(extract(year from span) * 12 + extract(month from span))
                    + div(sum(extract(day from span)), 30), 0)::int as months,
        coalesce(bool_or(is_growing), false) as is_growing
    from (
        select age(upper(time_of_work), lower(time_of_work)) as span, upper(time_of_work) > %(today)s as is_growing
        from (select unnest(range_agg(daterange(w.began_on, least(coalesce(w.ended_on, %(today)s), %(today)s), '[]')))
                  as time_of_work
              from jobseekers_workperiod w
              where w.job_seeker_id = p.id and w.occupation_id = o.occupation_id and w.began_on <= %(today)s) spans
    ) times
) worked
"""  # noqa: S608  nothing in it comes from outside
DELETE = "delete from matching_seekerrow where job_seeker_id = any(%(ids)s)"


def refresh_rows(job_seeker_ids: Iterable[int]) -> None:
    """Replace the rows of these people by what their profiles say now. Runs in the caller's transaction."""
    values = _values([*job_seeker_ids], timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(DELETE, values)
        cursor.execute(INSERT, values)


def profile_changed(profile: JobSeeker) -> None:
    """The hook of `jobseekers`: in the transaction of the change."""
    refresh_rows([profile.pk])


def rebuild_rows() -> int:
    """Every row anew, batch by batch: after a restore, or when what a row holds has changed. Returns how many."""
    last, count = 0, 0
    while ids := _next_ids(last):
        with transaction.atomic():
            refresh_rows(ids)
        last, count = ids[-1], count + len(ids)
    return count


def _next_ids(after: int) -> list[int]:
    rows = JobSeeker.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _values(ids: list[int], today: date) -> dict[str, Any]:
    levels = sorted(bits.EDUCATION_RANK, key=bits.EDUCATION_RANK.__getitem__)
    return {
        "ids": ids,
        "today": today,
        "levels": levels,
        "classes": list(bits.COVERED_MASK),
        "masks": list(bits.COVERED_MASK.values()),
        "src": bits.SRC,
        "psychotechnic": bits.PSYCHOTECHNIC,
        "kinds": list(bits.WORK_KIND_BIT),
        "kind_bits": list(bits.WORK_KIND_BIT.values()),
        "any_kind": bits.ANY_WORK_KIND,
        "no_nights": bits.REFUSES_NIGHTS,
        "no_travel": bits.REFUSES_TRAVEL,
        "later": bits.FINISHES_SCHOOL_LATER,
    }
