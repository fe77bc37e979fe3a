"""What the database itself refuses to whoever keeps the ledger: to destroy or take off line too early, or in silence.

The rules stand in Python too (`domain/rules.py`); here they hold against a wrong program and a hasty hand.
"""

from django.db import migrations

FUNCTIONS = """
create function ledger_retention_years() returns integer language sql stable security definer
set search_path = public, pg_temp as $$
    select greatest(5, coalesce((
        select (value #>> '{}')::integer from core_parameter
        where name = 'ledger_retention_years' and valid_from <= current_date
          and (valid_to is null or valid_to >= current_date)
    ), 5))
$$;

create function ledger_refuse_strangers() returns void language plpgsql as $$
begin
    if session_user <> 'imece_archive' and session_user <> (
        select pg_get_userbyid(relowner) from pg_class where oid = 'ledger_entry'::regclass
    ) then
        raise exception 'only the archive keeps the ledger, not %', session_user using errcode = 'insufficient_privilege';
    end if;
end $$;

create function ledger_refuse_held(wanted date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    if exists (select from ledger_legalhold where lifted_at is null and wanted between from_month and until_month) then
        raise exception 'a legal hold keeps %', to_char(wanted, 'YYYY-MM') using errcode = 'integrity_constraint_violation';
    end if;
end $$;

create function ledger_destroy_month(wanted date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    update ledger_monthkey set wrapped = '', destroyed_at = now() where month = wanted;
    if not found then
        raise exception 'there is no key of %', to_char(wanted, 'YYYY-MM') using errcode = 'no_data_found';
    end if;
end $$;
revoke execute on function ledger_destroy_month from public;

create function ledger_guard_month_key() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    perform ledger_refuse_strangers();
    if tg_op <> 'UPDATE' or old.destroyed_at is not null or new.destroyed_at is null or length(new.wrapped) > 0
        or (new.month, new.made_at) <> (old.month, old.made_at)
    then
        raise exception 'a month key is never changed, only destroyed' using errcode = 'integrity_constraint_violation';
    end if;
    -- Its last row may be of the first hours of the next month, as days are counted in Türkiye.
    if old.month + interval '1 month' + make_interval(years => ledger_retention_years())
        > (now() at time zone 'Europe/Istanbul')::date
    then
        raise exception 'rows of % are kept for % years (PRO-13)', to_char(old.month, 'YYYY-MM'), ledger_retention_years()
            using errcode = 'integrity_constraint_violation';
    end if;
    perform ledger_refuse_held(old.month);
    return new;
end $$;
create trigger ledger_keeps_keys before update or delete on ledger_monthkey
    for each row execute function ledger_guard_month_key();
create trigger ledger_no_truncate before truncate on ledger_monthkey
    for each statement execute function ledger_refuse_truncate();

create function ledger_detach_month(wanted date) returns bigint language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    name text := 'ledger_entry_' || to_char(wanted, 'YYYYMM');
    count bigint;
    is_unsealed boolean;
begin
    perform ledger_refuse_strangers();
    perform ledger_refuse_held(wanted);
    if to_regclass(name) is null then
        raise exception 'there is no partition of %', to_char(wanted, 'YYYY-MM') using errcode = 'no_data_found';
    end if;
    execute format('select count(*) from %I', name) into count;
    if not exists (select from ledger_archivefile where month = wanted and row_count = count) then
        raise exception 'no archive file holds the % rows of %', count, to_char(wanted, 'YYYY-MM')
            using errcode = 'integrity_constraint_violation';
    end if;
    execute format(
        'select exists (select from %I e group by e.shard having max(e.sequence) >= coalesce('
        '(select max(c.size) from ledger_signedcheckpoint c where c.log = e.shard::text), 0))', name
    ) into is_unsealed;
    if is_unsealed then
        raise exception 'rows of % are not sealed', to_char(wanted, 'YYYY-MM') using errcode = 'integrity_constraint_violation';
    end if;
    execute format('alter table ledger_entry detach partition %I', name);
    execute format('drop table %I', name);
    return count;
end $$;
revoke execute on function ledger_detach_month from public;

-- Why nothing may be written now: nothing, or the code of the problem. The gateway asks with each look.
-- Four hours without a seal or a time-stamp: as X-Road does. 92 %% of the disk: what is begun can still be ended.
create function ledger_refusal() returns text language sql stable security definer
set search_path = public, pg_temp as $$
    select coalesce(
        (select 'LED-010' from ledger_sealstate t join ledger_shard s on s.number::text = t.log
         where t.size < s.next_sequence and t.sealed_at < now() - interval '4 hours' limit 1),
        (select 'LED-010' from ledger_shard s
         where not exists (select from ledger_sealstate t where t.log = s.number::text)
           and exists (select from ledger_entry e where e.shard = s.number and e.sequence = 0
                       and e.asked_at < now() - interval '4 hours') limit 1),
        (select 'LED-011' from ledger_sealstate
         where is_stamp_due and coalesce(stamped_at, 'epoch') < now() - interval '4 hours' limit 1),
        (select 'LED-012' from ledger_sealstate where disk_percent >= 92 limit 1),
        ''
    )
$$;
"""
REVERSE = """
drop trigger ledger_keeps_keys on ledger_monthkey;
drop trigger ledger_no_truncate on ledger_monthkey;
drop function ledger_refusal, ledger_detach_month, ledger_guard_month_key, ledger_destroy_month, ledger_refuse_held,
    ledger_refuse_strangers, ledger_retention_years;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_keeping"), ("core", "0002_initial")]

    operations = [migrations.RunSQL(FUNCTIONS.replace("%%", "%"), REVERSE)]
