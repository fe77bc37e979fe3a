from datetime import date

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.reference.enums import ChangeKind, OccupationFileKind
from imece.reference.models.generated import folded, sort_key

UNCLASSIFIED = "X"
"""Node of the tree for codes whose first four digits ISCO-08 does not know."""


class IscoGroup(models.Model):
    """A node of ISCO-08: major (1 digit), sub-major, minor, unit group (4 digits) (OCC-02)."""

    code = models.CharField(max_length=4, primary_key=True, verbose_name=_("code"))
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("above it"),
    )
    name_tr = models.CharField(max_length=200, verbose_name=_("Turkish title"))
    name_en = models.CharField(max_length=200, verbose_name=_("English title"))
    name_fold = folded("name_tr", "name_en")

    class Meta:
        verbose_name = _("ISCO-08 group")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^([0-9]{1,4}|X)$"),
                name="isco_code_has_one_to_four_digits",
                violation_error_message=_("An ISCO-08 group has one to four digits."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex="^.$", parent__isnull=True)
                | Q(code__regex="^..", parent__isnull=False),
                name="isco_group_hangs_on_its_parent",
                violation_error_message=_("Only a major group has nothing above it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The title in the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_tr

    @property
    def level(self) -> int:
        return len(self.code)


class OccupationRows(models.QuerySet["Occupation"]):
    def valid_on(self, day: date) -> "OccupationRows":
        """Not retired on `day` (OCC-04)."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Occupation(models.Model):
    """Meslek of the Türk Meslekler Sözlüğü. A retired one keeps its row and code (OCC-04)."""

    is_watched = True

    code = models.CharField(max_length=7, verbose_name=_("occupation code"))
    name = models.CharField(max_length=200, verbose_name=_("occupation"))
    name_fold = folded("name")
    name_key = sort_key()
    isco_group = models.ForeignKey(
        IscoGroup, on_delete=models.PROTECT, related_name="occupations", verbose_name=_("ISCO-08 group")
    )
    valid_from = models.DateField(null=True, blank=True, verbose_name=_("valid from"))
    valid_to = models.DateField(null=True, blank=True, verbose_name=_("last valid day"))
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    description = models.TextField(blank=True, verbose_name=_("description"))
    tasks = models.TextField(blank=True, verbose_name=_("tasks"), help_text=_("One task a line."))
    tools = models.TextField(blank=True, verbose_name=_("tools"))
    environment = models.TextField(blank=True, verbose_name=_("working environment"))
    education = models.TextField(blank=True, verbose_name=_("education"))
    is_sample = models.BooleanField(default=False, verbose_name=_("sample"))

    objects = OccupationRows.as_manager()

    class Meta:
        verbose_name = _("occupation")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="occupation_code_given_once",
                violation_error_message=_("There is an occupation with this code already."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{4}\.[0-9]{2}$"),
                name="occupation_code_has_its_form",
                violation_error_message=_("An occupation code has the form NNNN.NN, for example 8332.02."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="occupation_ends_after_it_begins",
                violation_error_message=_("The last valid day may not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                name="occupation_is_not_its_own_successor",
                violation_error_message=_("An occupation cannot be replaced by itself."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("name_fold", name="gin_trgm_ops"), name="occupation_name_trigrams"),
            models.Index(OpClass("name_fold", name="text_pattern_ops"), name="occupation_name_begins"),
            models.Index(OpClass("code", name="varchar_pattern_ops"), name="occupation_code_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )

    @property
    def task_lines(self) -> list[str]:
        return self.tasks.splitlines()


class OccupationSynonym(models.Model):
    """An everyday name by which people look for the occupation (P0.7): şoför for sürücü."""

    is_watched = True

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=100, verbose_name=_("synonym"))
    name_fold = folded("name")

    class Meta:
        verbose_name = _("synonym")
        ordering = ["name_fold"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "name"],
                name="synonym_given_once",
                violation_error_message=_("The occupation has this synonym already."),
            )
        ]
        indexes = [GinIndex(OpClass("name_fold", name="gin_trgm_ops"), name="synonym_name_trigrams")]

    def __str__(self) -> str:
        return self.name


class OccupationFile(models.Model):
    """Meslek bilgi dosyası or eğitim dosyası kept with an occupation (OCC-06, P14.1)."""

    is_watched = True

    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20, choices=OccupationFileKind, verbose_name=_("kind"))
    title = models.CharField(max_length=200, verbose_name=_("title"))
    text = models.TextField(verbose_name=_("text"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("occupation file")
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "kind", "title"],
                name="occupation_file_titled_once",
                violation_error_message=_("The occupation has a file of this title already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class DictionaryVersion(models.Model):
    """One import that changed the dictionary: which file, by whom, and how much it changed."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id", "actor_name")

    at = models.DateTimeField(auto_now_add=True)
    source_name = models.CharField(max_length=200, verbose_name=_("file"))
    sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("dictionary version")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.source_name}"


class OccupationChange(models.Model):
    """What happened to one occupation, when, by whom and why. Never changed."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id", "actor_name")

    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="changes")
    version = models.ForeignKey(
        DictionaryVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=_("import"),
    )
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, choices=ChangeKind)
    differences = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("occupation change")
        ordering = ["-id"]
        indexes = [models.Index(fields=["occupation", "-id"], name="occupation_change_by_newest")]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.kind}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What changed, for people: the field's name and «before → after»."""
        return [(_field_label(name), _told(value)) for name, value in self.differences.items()]


def _field_label(name: str) -> str:
    known = {field.name: field for field in Occupation._meta.get_fields() if hasattr(field, "verbose_name")}
    labels = {"synonyms": _("Synonyms"), "file": _("occupation file"), "text": _("text")}
    return str(known[name].verbose_name if name in known else labels.get(name, name))


def _told(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    texts = (", ".join(map(str, one)) if isinstance(one, list) else str(one or "–") for one in value)
    return " → ".join(texts)


class LoadedData(models.Model):
    """Stamp of the data files last loaded, so that a second load can see that nothing changed."""

    name = models.CharField(max_length=40, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("loaded data")

    def __str__(self) -> str:
        return self.name
