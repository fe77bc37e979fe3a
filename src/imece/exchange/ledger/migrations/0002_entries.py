"""The ledger's table, partitioned by month, with an index for each way of searching it (X5.4)."""

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
    user_key bytea not null default '',
    leaf bytea not null check (length(leaf) = 32),
    primary key (shard, sequence, asked_at)
) partition by range (asked_at);
create index ledger_entry_by_institution on ledger_entry (institution_id, asked_at);
create index ledger_entry_by_subject on ledger_entry (subject_key, asked_at) where subject_key <> '';
create index ledger_entry_by_time on ledger_entry (asked_at);
-- What is rare within a stretch of the log is found by skipping the rest; costs next to nothing at each insert.
create index ledger_entry_by_rarity on ledger_entry using brin
    (user_key bytea_bloom_ops, service_id int4_bloom_ops, institution_id int4_bloom_ops)
    with (pages_per_range = 32, autosummarize = on);

create function ledger_refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- A month's partition, made ahead by a job and once more by whoever starts to write. Months are those of UTC.
-- Row triggers and indexes come from the parent; a trigger against TRUNCATE does not, nor do its privileges (none).
create function ledger_make_partition(month date) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
    first date := date_trunc('month', month);
    name text := 'ledger_entry_' || to_char(month, 'YYYYMM');
begin
    if to_regclass(name) is null then
        execute format(
            'create table if not exists %I partition of ledger_entry for values from (%L) to (%L)',
            name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC'
        );
        execute format(
            'create or replace trigger ledger_no_truncate before truncate on %I for each statement'
            ' execute function ledger_refuse_truncate()', name
        );
    end if;
    return name;
end $$;
select ledger_make_partition((now() at time zone 'UTC')::date);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(TABLE, "drop table ledger_entry; drop function ledger_make_partition; drop function ledger_refuse_truncate;"),
    ]
