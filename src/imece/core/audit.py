"""The trail: who did what for whom, why, from where (EMP-14). Explicit, in the same transaction, append-only.

Logic never reads it; logic reads history rows (`Transition`). Seeing masked personal data is an act too.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from imece.core.actor import Actor
from imece.core.models.audit import AuditRecord

MOST_PURPOSE = 300  # letters; a longer reason stands whole in the record's own history


def record(
    actor: Actor,
    action: str,
    subject: models.Model | None = None,
    *,
    details: dict[str, Any] | None = None,
    purpose: str = "",
) -> AuditRecord:
    """Write one line. `action` is `room.verbed` ("vacancies.closed"); `details` holds before/after, never secrets."""
    return AuditRecord.objects.create(
        action=action,
        actor_kind=actor.kind,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        actor_name=actor.name,
        address=actor.address or None,
        request_id=actor.request_id,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        purpose=purpose[:MOST_PURPOSE],
        details=details or {},
    )


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What changed, as {field: [before, after]}; the shape every edit records."""
    encoder = DjangoJSONEncoder()
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    plain: dict[str, Any] = {}
    for name in sorted(changed):
        plain[name] = [_plain(encoder, before.get(name)), _plain(encoder, after.get(name))]
    return plain


def _plain(encoder: DjangoJSONEncoder, value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, type(None))) else json.loads(encoder.encode(value))
