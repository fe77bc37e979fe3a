"""One press, one record: an idempotency token for forms that are saved at once.

class VacancyForm(OnceForm): …
url = submit_once(form.token, actor=actor, act=lambda: create(…).get_absolute_url())
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms

from imece.core.actor import Actor
from imece.core.models.submission import Submission
from imece.core.transactions import acting

KEPT = timedelta(days=30)


class OnceForm(forms.Form):
    """A form with a hidden token, new each time the empty form is drawn."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def token_or_new(self) -> uuid.UUID:
        """A form posted by a program without a token is its own first time."""
        return self.cleaned_data.get("token") or uuid.uuid4()


def forget_old_submissions(*, now: datetime) -> int:
    """A token is of use while somebody may press *back*; after a month it goes."""
    return Submission.objects.filter(at__lt=now - KEPT).delete()[0]


def submit_once(token: uuid.UUID, *, actor: Actor, act: Callable[[], str]) -> str:
    """Run `act` unless this token was used; either way return what it returned the first time (at most 300 letters).

    Two at the same instant: the second waits on the token's row and gets the first one's result.
    """
    with acting(actor):
        person = {"person_id": actor.person_id, "result": ""}
        row, is_new = Submission.objects.get_or_create(token=token, defaults=person)
        if is_new:
            row.result = act()
            row.save(update_fields=["result"])
        return row.result
