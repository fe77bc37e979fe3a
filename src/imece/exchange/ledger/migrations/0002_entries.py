"""The ledger's table: partitioned by month, one index for an institution's own numbers, one for the person asked about."""

from django.db import migrations

TABLE = """
create table ledger_entry (
    shard smallint not null,
    sequence bigint not null,
    institution_id integer not null,
    institution_sequence bigint not null,
    asked_at timestamptz not null,
    request_id uuid not null,
    service_id integer not null,
    agreement_id integer not null,
    grant_id integer not null,
    credential_id integer not null,
    unit_id integer not null,
    purpose_id integer not null,
    fields bigint not null,
    tariff smallint not null,
    folded integer not null,
    subject_key bytea not null,
    address bytea not null,
    sealed bytea not null,
    outcome smallint not null,
    duration_us integer not null,
    leaf bytea not null check (length(leaf) = 32),
    primary key (asked_at, shard, sequence)
) partition by range (asked_at);
create index ledger_entry_by_institution on ledger_entry (institution_id, asked_at);
create index ledger_entry_by_subject on ledger_entry (subject_key, asked_at) where subject_key <> '';
create index ledger_entry_by_place on ledger_entry (shard, sequence);

-- A month's partition, made ahead by a job and once more by whoever starts to write. Months are those of UTC.
create function ledger_make_partition(month date) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
    first date := date_trunc('month', month);
    name text := 'ledger_entry_' || to_char(month, 'YYYYMM');
begin
    execute format(
        'create table if not exists %I partition of ledger_entry for values from (%L) to (%L)',
        name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC'
    );
    return name;
end $$;
select ledger_make_partition((now() at time zone 'UTC')::date);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(TABLE, "drop table ledger_entry; drop function ledger_make_partition;"),
    ]
