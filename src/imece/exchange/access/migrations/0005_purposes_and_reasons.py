"""Two more facts for the gateway: why a grant is suspended (PRO-22: the asker is told), and which purposes there are."""

from django.db import migrations

GRANT = """
create or replace view access_open_grant as
select g.id as grant_id, g.agreement_id, g.consumer_id as institution_id, g.service, g.version, g.fields,
    p.id as purpose_id, p.code as purpose, p.needs_file, g.rate_per_second, g.burst, g.daily_cap,
    lower(g.valid)::timestamp at time zone 'Europe/Istanbul' as opens_at,
    upper(g.valid)::timestamp at time zone 'Europe/Istanbul' as closes_at,
    coalesce(suspended.sides, array[]::text[]) as suspended_by,
    suspended.reasons as suspended_because
from agreements_grant g
join agreements_agreement a on a.id = g.agreement_id
join agreements_purpose p on p.id = g.purpose_id
left join lateral (
    select array_agg(distinct s.by::text order by s.by::text) as sides, string_agg(s.reason, '; ' order by s.id) as reasons
    from agreements_suspension s
    where s.agreement_id = g.agreement_id and s.lifted_at is null and (s.grant_id is null or s.grant_id = g.id)
) suspended on true
where a.state = 'in_force' and not isempty(g.valid);
"""
PURPOSE = """
create view access_open_purpose as select id as purpose_id, code as purpose, needs_file from agreements_purpose;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_authorisation_views")]

    operations = [
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
        migrations.RunSQL(PURPOSE, "drop view access_open_purpose;"),
    ]
