"""Reading and writing drafts: always the owner's, always under a lock."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.models import Draft, DraftFile
from imece.core.parameters import Parameters
from imece.core.permissions import is_signed_in, permit
from imece.core.transactions import verb
from imece.core.wizards.answers import Raw

permit("drafts.own", is_signed_in, who=_("everybody who is signed in, for the own drafts"))


class StepChanged(Exception):
    """The step was saved from elsewhere after this page was loaded."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.token)
        self.draft = draft


def drafts_of(actor: Actor, owner_key: str = "") -> QuerySet[Draft]:
    """The scope: a person's drafts for the organisation he acts for now, or those of one signed-out browser."""
    if actor.person_id is not None:
        return Draft.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return (
        Draft.objects.filter(person_id__isnull=True, owner_key=owner_key)
        if owner_key
        else Draft.objects.none()
    )


def open_drafts(actor: Actor, owner_key: str = "") -> QuerySet[Draft]:
    today = timezone.localdate()
    return (
        drafts_of(actor, owner_key)
        .filter(finished_at__isnull=True, expires_on__gte=today)
        .order_by("-updated_at")
    )


@verb
def begin_draft(*, draft: Draft, actor: Actor, now: datetime) -> Draft:
    """Store a draft that so far stood only on the page; its token makes a second sending find the first one."""
    existing = drafts_of(actor, draft.owner_key).filter(token=draft.token).first()
    if existing is not None:
        return existing
    if Draft.objects.filter(token=draft.token).exists():
        raise OUT_OF_SCOPE(what=f"{Draft._meta.verbose_name} {draft.token}")
    draft.updated_at = now
    draft.expires_on = _expiry(now)
    draft.save()
    return draft


@verb
def save_step(
    *,
    draft: Draft,
    slug: str,
    raw: Raw,
    version: int,
    is_completed: bool,
    files: Mapping[str, Any],
    cleared: Iterable[str],
    actor: Actor,
    now: datetime,
) -> Draft:
    """Keep what was typed, right or wrong. Raises StepChanged if the step was saved after `version`."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.step_versions.get(slug, 0) > version and locked.answers.get(slug) != raw:
        raise StepChanged(locked)
    locked.answers[slug] = raw
    locked.version += 1
    locked.step_versions[slug] = locked.version
    locked.completed = [one for one in locked.completed if one != slug] + ([slug] if is_completed else [])
    locked.updated_at = now
    locked.expires_on = _expiry(now)
    locked.save()
    _keep_files(locked, slug, files, cleared)
    return locked


def _keep_files(draft: Draft, slug: str, files: Mapping[str, Any], cleared: Iterable[str]) -> None:
    for name in {*files, *cleared}:
        for old in draft.files.filter(step=slug, field=name):
            _delete_file(old)
    for name, upload in files.items():
        content_type = (getattr(upload, "content_type", "") or "")[:100]
        draft.files.create(
            step=slug, field=name, file=upload, name=upload.name[:200], content_type=content_type
        )


def _delete_file(stored: DraftFile) -> None:
    """The bytes go when the row is surely gone."""
    storage, name = stored.file.storage, str(stored.file.name)
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))


@verb
def delete_draft(*, draft: Draft, actor: Actor) -> None:
    audit.record(actor, "drafts.deleted", draft, details={"kind": draft.kind})
    for stored in draft.files.all():
        _delete_file(stored)
    draft.delete()


@verb
def settle_with_record(
    *, draft: Draft, answers: Mapping[str, Raw], record: Mapping[str, Raw], version: int, actor: Actor
) -> None:
    """After the owner chose between his values and the record's newer ones."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    locked.answers = {**locked.answers, **answers}
    locked.subject_answers = dict(record)
    locked.subject_version = version
    locked.version += 1
    locked.step_versions = {**locked.step_versions, **dict.fromkeys(answers, locked.version)}
    locked.save()


def delete_expired_drafts(*, actor: Actor, now: datetime, limit: int = 500) -> int:
    """For the nightly job; returns how many went. Finished ones too: their result stands in the real tables."""
    today = timezone.localdate(now)
    expired = list(Draft.objects.filter(expires_on__lt=today).order_by("pk")[:limit])
    for draft in expired:
        delete_draft(draft=draft, actor=actor)
    return len(expired)


def uploaded(files: MultiValueDict[str, Any], form: Any) -> dict[str, Any]:
    """Files whose fields accepted them, by field name."""
    names = {form.add_prefix(name): name for name in form.fields}
    return {names[key]: files[key] for key in files if key in names and names[key] not in form.errors}


def _expiry(now: datetime) -> Any:
    today = timezone.localdate(now)
    return today + timedelta(days=Parameters(today).integer("draft_expiry_days"))
