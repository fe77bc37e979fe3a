"""A draft whose pages are known already: whoever begins it reads İşlem Sonu first, and changes what is wrong there."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from imece.core.actor import Actor
from imece.core.models import Draft
from imece.core.transactions import verb
from imece.core.wizards.answers import raw_from_initial
from imece.core.wizards.definition import Wizard
from imece.core.wizards.drafts import begin_draft
from imece.core.wizards.progress import Progress


@verb
def begin_filled_draft(
    *, wizard: Wizard, initial: Mapping[str, Mapping[str, Any]], token: uuid.UUID, actor: Actor, now: datetime
) -> Draft:
    """`initial`: {step: {field: value}}. The same `token` again puts the newer values into the draft it made before."""
    new = Draft(
        kind=wizard.kind, token=token, person_id=actor.person_id, organisation_id=actor.organisation_id
    )
    draft = begin_draft(draft=new, actor=actor, now=now)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.finished_at is not None:
        return draft
    draft.answers = {
        step.slug: raw_from_initial(step, draft, actor, initial[step.slug])
        for step in wizard.steps
        if step.slug in initial
    }
    progress = Progress(wizard, draft, actor)
    draft.completed = list(progress.answers)
    draft.label = wizard.label(progress.answers)[:200] if wizard.label else ""
    draft.version += 1
    draft.step_versions = dict.fromkeys(draft.answers, draft.version)
    draft.updated_at = now
    draft.save()
    return draft
