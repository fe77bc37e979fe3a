"""What is counted, as SQL: the same statements answer an employer at once and fill the tables for everybody else.

Each gives one row a thing with `month`, `province_id`, `occupation_id` and what is counted. `{of_organisation}` is
empty for the whole country, or narrows to one employer's rounds by index, so that his page never reads more than his
own. Months and days are those of Türkiye's clocks.
"""

OF_ORGANISATION = "and r.organisation_id = %(organisation)s"

VACANCIES = """
select date_trunc('month', v.published_at at time zone 'Europe/Istanbul')::date as month,
       v.province_id, v.occupation_id, 1 as vacancy_count, v.post_count, 0 as placement_count
from vacancies_vacancy v join selection_selectionround r on r.id = v.round_id
where v.published_at is not null and v.state <> 'deleted' {of_organisation}
union all
select date_trunc('month', c.started_on)::date, v.province_id, v.occupation_id, 0, 0, 1
from selection_candidate c
join selection_selectionround r on r.id = c.round_id
join vacancies_vacancy v on v.round_id = r.id
where c.state = 'placed' and c.started_on is not null {of_organisation}
"""

CANDIDATES = """
select date_trunc('month', c.created_at at time zone 'Europe/Istanbul')::date as month,
       v.province_id, v.occupation_id,
       case c.state when 'withdrawn' then (
           select t.from_state from core_transition t
           where t.workflow = 'candidate' and t.object_id = c.id and t.to_state = 'withdrawn'
           order by t.at desc, t.id desc limit 1
       ) else c.state end as state
from selection_candidate c
join selection_selectionround r on r.id = c.round_id
join vacancies_vacancy v on v.round_id = r.id
where true {of_organisation}
"""
"""Who withdrew counts by the state he withdrew from, which alone the history tells."""

STAYS = """
with subject as (
    select 'candidate' as workflow, c.id as object_id, v.province_id, v.occupation_id
    from selection_candidate c
    join selection_selectionround r on r.id = c.round_id
    join vacancies_vacancy v on v.round_id = r.id
    where true {of_organisation}
    union all
    select 'vacancy', v.id, v.province_id, v.occupation_id
    from vacancies_vacancy v join selection_selectionround r on r.id = v.round_id
    where v.state <> 'deleted' {of_organisation}
), stay as (
    select s.workflow, s.province_id, s.occupation_id, t.to_state as state, t.at,
           lead(t.at) over (partition by s.workflow, s.object_id order by t.at, t.id) as left_at
    from subject s join core_transition t on t.workflow = s.workflow and t.object_id = s.object_id
    where t.from_state <> t.to_state -- extending a vacancy does not end its being open
)
select workflow, state, province_id, occupation_id,
       date_trunc('month', left_at at time zone 'Europe/Istanbul')::date as month,
       floor(extract(epoch from left_at - at) / 86400)::int as day_count
from stay where left_at is not null
"""

OPEN_VACANCIES = """
select o.province_id, o.occupation_id, 1 as vacancy_count, v.post_count, 0 as seeker_count
from vacancies_openvacancy o
join vacancies_vacancy v on v.id = o.vacancy_id
join selection_selectionround r on r.id = v.round_id
where true {of_organisation}
"""

SEEKERS = """
select j.province_id, s.occupation_id, 0 as vacancy_count, 0 as post_count, 1 as seeker_count
from jobseekers_soughtoccupation s join jobseekers_jobseeker j on j.id = s.job_seeker_id where j.is_active
"""

SEEKERS_OF_ANY = """
select j.province_id, null::bigint as occupation_id, 0 as vacancy_count, 0 as post_count, 1 as seeker_count
from jobseekers_jobseeker j where j.is_active
"""
"""Persons, not wishes: who seeks three occupations is one job seeker of the province."""


def of_all(fact: str) -> str:
    return fact.format(of_organisation="")


def of_one(fact: str) -> str:
    """Needs the parameter `organisation`."""
    return fact.format(of_organisation=OF_ORGANISATION)
