"""The compiled authorisation: what the gateway's snapshot is built from, and all of it that its role may read.

Days become instants here (midnight in Istanbul), so that the gateway compares instants alone: everything holds in
[opens_at, closes_at); an empty `closes_at` has no end, an empty `opens_at` never begins. No view looks at the clock.
The columns are described in the room's README.
"""

from django.db import migrations

INSTITUTION = """
create view access_open_institution as
select i.id as institution_id, i.code, o.name, i.kind, i.house, i.is_general_government
from parties_institution i join accounts_organisation o on o.id = i.organisation_id;
"""

# A credential that nobody but its requester has seen opens nothing, whatever its state says.
CREDENTIAL = """
create view access_open_credential as
select c.id as credential_id, c.client_id, c.institution_id, c.kind, c.state, c.is_sandbox,
    c.state in ('active', 'rotating')
        and (c.kind <> 'secret' or c.secret_hash <> '')
        and (c.is_sandbox or c.approved_by_id is not null or (c.requested_by_id is null and i.house <> ''))
        as is_open,
    c.secret_hash, c.certificate_thumbprint, c.valid_from as opens_at, c.valid_until as closes_at
from access_credential c join parties_institution i on i.id = c.institution_id;
"""

KEY = """
create view access_open_key as
select credential_id, key_id, public_jwk, valid_from as opens_at, valid_until as closes_at
from access_clientkey where revoked_at is null;
"""

ADDRESS = """
create view access_open_address as
select a.institution_id, host(a.address) as address, a.is_for_public_check,
    a.valid_from as opens_at, a.valid_until as closes_at
from access_staticaddress a join parties_institution i on i.id = a.institution_id
where a.approved_by_id is not null or (a.requested_by_id is null and i.house <> '');
"""

# `suspended_by` holds every side that has suspended the agreement or this grant of it; empty: nobody.
GRANT = """
create view access_open_grant as
select g.id as grant_id, g.agreement_id, g.consumer_id as institution_id, g.service, g.version, g.fields,
    p.id as purpose_id, p.code as purpose, p.needs_file, g.rate_per_second, g.burst, g.daily_cap,
    lower(g.valid)::timestamp at time zone 'Europe/Istanbul' as opens_at,
    upper(g.valid)::timestamp at time zone 'Europe/Istanbul' as closes_at,
    coalesce((
        select array_agg(distinct s.by::text order by s.by::text) from agreements_suspension s
        where s.agreement_id = g.agreement_id and s.lifted_at is null and (s.grant_id is null or s.grant_id = g.id)
    ), array[]::text[]) as suspended_by
from agreements_grant g
join agreements_agreement a on a.id = g.agreement_id
join agreements_purpose p on p.id = g.purpose_id
where a.state = 'in_force' and not isempty(g.valid);
"""

UNIT = """
create view access_open_unit as
select institution_id, id as unit_id, code, is_active from parties_subunit;
"""

# A row an undertaking that was not withdrawn; a user without one has a row that never begins.
USER = """
create view access_open_user as
select u.institution_id, u.id as end_user_id, u.user_number, u.unit_id,
    w.signed_on::timestamp at time zone 'Europe/Istanbul' as opens_at,
    least(w.valid_until + 1, u.closed_on)::timestamp at time zone 'Europe/Istanbul' as closes_at
from parties_enduser u
left join parties_undertaking w on w.end_user_id = u.id and w.withdrawn_at is null;
"""

VIEWS = {
    "access_open_institution": INSTITUTION,
    "access_open_credential": CREDENTIAL,
    "access_open_key": KEY,
    "access_open_address": ADDRESS,
    "access_open_grant": GRANT,
    "access_open_unit": UNIT,
    "access_open_user": USER,
}


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_information_forms"),
        ("accounts", "__first__"),
        ("agreements", "0002_temporal_keys"),
        ("parties", "0002_undertaking_scans"),
    ]

    operations = [migrations.RunSQL(sql, f"drop view {name};") for name, sql in VIEWS.items()]
