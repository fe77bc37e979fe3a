"""Families, foreigners, cards and events; the views that services read, one schema for everybody, one for the sandbox."""

from django.db import migrations, models

PEOPLE = "create view {schema}.registry_people as select * from public.registry_registeredperson where {which};"
EVENTS = (
    "create view {schema}.registry_events as select event.* from public.registry_civilevent event"
    " where exists (select from {schema}.registry_people person where person.number = event.number);"
)
VIEWS = "create schema if not exists sandbox;" + "".join(
    view.format(schema=schema, which=which)
    for schema, which in (("public", "not is_sandbox"), ("sandbox", "is_sandbox"))
    for view in (PEOPLE, EVENTS)
)
DROP_VIEWS = "".join(
    f"drop view if exists {schema}.registry_events, {schema}.registry_people;" for schema in ("public", "sandbox")
)


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CivilEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=11)),
                ('kind', models.CharField(choices=[('birth', 'Birth'), ('marriage', 'Marriage'), ('divorce', 'Divorce'), ('death', 'Death'), ('citizenship', 'Citizenship gained'), ('name_change', 'Change of name')], max_length=20)),
                ('happened_on', models.DateField()),
                ('registered_on', models.DateField()),
                ('province', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'civil event',
            },
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='birth_place',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='card_serial',
            field=models.CharField(blank=True, max_length=9),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='card_valid_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='died_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='father_name',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='father_number',
            field=models.CharField(blank=True, max_length=11),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='home_district',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='home_family',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='home_place',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='home_province',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='home_volume',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='is_record_open',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='is_sandbox',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='marital_status',
            field=models.CharField(choices=[('single', 'Single'), ('married', 'Married'), ('divorced', 'Divorced'), ('widowed', 'Widowed')], default='single', max_length=10),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='mother_name',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='mother_number',
            field=models.CharField(blank=True, max_length=11),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='old_card_number',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='old_card_series',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='permit_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='permit_number',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='permit_province',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='permit_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='register',
            field=models.CharField(choices=[('C', 'Citizens'), ('F', 'Foreigners'), ('B', 'Blue card holders')], default='C', max_length=1),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='spouse_number',
            field=models.CharField(blank=True, max_length=11),
        ),
        migrations.AddIndex(
            model_name='registeredperson',
            index=models.Index(models.Func(models.F('surname'), function='tr_fold'), models.Func(models.F('given_names'), function='tr_fold'), models.F('birth_year'), name='registered_person_by_facts'),
        ),
        migrations.AddIndex(
            model_name='registeredperson',
            index=models.Index(condition=models.Q(('mother_number', ''), _negated=True), fields=['mother_number'], name='registered_person_by_mother'),
        ),
        migrations.AddIndex(
            model_name='registeredperson',
            index=models.Index(condition=models.Q(('father_number', ''), _negated=True), fields=['father_number'], name='registered_person_by_father'),
        ),
        migrations.AddConstraint(
            model_name='registeredperson',
            constraint=models.CheckConstraint(condition=models.Q(('died_on__isnull', True), ('is_alive', False), _connector='OR'), name='registered_person_dead_on_a_day'),
        ),
        migrations.RunSQL(VIEWS, DROP_VIEWS),
    ]
