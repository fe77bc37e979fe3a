"""The notice on paper (COL-04, COL-05): what was told, to whom, when, with a code to check it."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext

from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_document
from imece.core.documents.letter import Letter
from imece.core.formats import format_date, format_integer
from imece.employment.dismissals.domain.notices import remarks_on
from imece.employment.dismissals.models import DismissalLine, DismissalNotice


def issue_notice(*, notice: DismissalNotice, actor: Actor, now: datetime) -> bytes:
    """The PDF, in Turkish as all papers of the law; its fingerprint is kept."""
    lines = list(notice.lines.select_related("workplace__organisation").order_by("pk"))
    with translation.override("tr"):
        letter = _letter(notice, lines, actor)
    paper = Paper(
        kind="dismissals.notice",
        title=letter.title,
        issuer_name=notice.workplace.name,
        issuer_id=notice.workplace.organisation_id,
        subject_reference=f"dismissal:{notice.pk}:{notice.version}",
        subject_shown=notice.number,
    )
    _document, content = issue_document(
        actor=actor, paper=paper, template_name="core/letter", data=letter.data(), now=now
    )
    return content


def _letter(notice: DismissalNotice, lines: list[DismissalLine], actor: Actor) -> Letter:
    body = [notice.explanation, *(str(remark.text) for remark in remarks_on(notice, lines))]
    return Letter(
        issuer=notice.workplace.name,
        number=notice.number,
        date=format_date(notice.notified_on),
        title=gettext("Notice of collective dismissal"),
        recipient=gettext("To the provincial directorate of İŞKUR and the shop stewards"),
        body="\n\n".join(body),
        facts=[*_facts(notice), *(_line(line) for line in lines)],
        signer_name=actor.name,
        signer_position=actor.organisation_name,
    )


def _facts(notice: DismissalNotice) -> list[tuple[str, str]]:
    told = notice.stewards_told_on
    facts = [
        (gettext("Ground of the dismissal"), notice.get_ground_display()),
        (
            gettext("Dismissals from – to"),
            f"{format_date(notice.dismissal_on)} – {format_date(notice.last_dismissal_on)}",
        ),
        (gettext("Shop stewards told on"), format_date(told) if told else "–"),
        (gettext("Record of the talks with the stewards"), notice.meeting_record or "–"),
        (
            gettext("The whole workplace closes for good"),
            gettext("Yes") if notice.closes_for_good else gettext("No"),
        ),
    ]
    if notice.closes_for_good:
        posted = format_date(notice.posted_on) if notice.posted_on else "–"
        facts.append((gettext("Posted at the workplace on"), posted))
    return facts


def _line(line: DismissalLine) -> tuple[str, str]:
    shown = gettext("%(men)s men, %(women)s women of %(workers)s workers") % {
        "men": format_integer(line.men),
        "women": format_integer(line.women),
        "workers": format_integer(line.worker_count),
    }
    return line.workplace.name, f"{shown}. {line.groups}".strip()
