"""Extensions, the Turkish text functions and the shared cache: what every later table may rest on."""

from django.contrib.postgres.operations import BtreeGinExtension, BtreeGistExtension, TrigramExtension
from django.db import migrations

from imece.core.turkish import SQL_FUNCTIONS

DROP_FUNCTIONS = "".join(
    f"drop function if exists {name}(text);" for name in ("tr_lower", "tr_upper", "tr_fold", "tr_key")
)
CACHE_TABLE = """
create unlogged table core_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index core_cache_expires on core_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(SQL_FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(CACHE_TABLE, "drop table core_cache"),
    ]
