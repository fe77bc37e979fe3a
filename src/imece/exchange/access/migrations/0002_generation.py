"""Whatever decides about access raises the generation and tells the gateway, in the change's own transaction."""

from django.db import migrations

DECIDING = (
    "parties_institution", "parties_subunit", "parties_enduser", "parties_undertaking",
    "agreements_agreement", "agreements_agreementterm", "agreements_grant", "agreements_purpose", "agreements_suspension",
    "access_credential", "access_clientkey", "access_staticaddress",
)  # fmt: skip
FUNCTION = """
insert into access_generation (id, number) values (1, 1);
create function access_raise_generation() returns trigger language plpgsql as $$
begin
    update access_generation set number = number + 1 where id = 1;
    perform pg_notify('exchange_access', '');
    return null;
end $$;
"""
TRIGGER = """
create trigger raises_generation after insert or update or delete on {table}
    for each statement execute function access_raise_generation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("agreements", "0002_temporal_keys"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION, "drop function access_raise_generation; delete from access_generation;"
        ),
        *(
            migrations.RunSQL(TRIGGER.format(table=table), f"drop trigger raises_generation on {table};")
            for table in DECIDING
        ),
    ]
