"""One section of the profile: changed alone, saved at once. Lines come and go by a button, without JavaScript too."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.domain.background import add_line, lines_of, remove_line
from imece.employment.jobseekers.domain.completeness import LINES_OF_SECTION, WHY, section_states
from imece.employment.jobseekers.domain.profiles import change_profile, refresh_identity
from imece.employment.jobseekers.domain.queries import own_profile
from imece.employment.jobseekers.enums import LineKind, Section
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.web.sections import FORMS, LINE_FORMS, SectionForm
from imece.employment.jobseekers.web.seeker.views import return_address, section_url, tasks
from imece.employment.jobseekers.web.shown import identity_rows, identity_source, line_text


def _is_typed(form: forms.Form) -> bool:
    """Something was sent that differs from what the fields began with."""
    names = {*form.changed_data} - {"version"}
    is_whole = form.add_prefix("version") in form.data  # then what was not sent was unticked
    return any(is_whole or form.add_prefix(name) in form.data for name in names)


@needs("profile.own")
def section(request: ActorRequest, name: str) -> HttpResponse:
    own = own_profile(request.actor)
    if name not in Section.values:
        raise Http404
    if own is None:
        return redirect("profile")
    page = SectionPage(request, own, Section(name))
    return page.answer() if request.method == "POST" else page.show()


class SectionPage:
    """What one request to a section does. One form holds all that is typed: whichever button is pressed, the section
    and each line that was begun are kept, or it is said why not. «line» (add) stays here, «save» goes on.
    """

    def __init__(self, request: ActorRequest, profile: JobSeeker, section: Section) -> None:
        self.request, self.profile, self.section = request, profile, section
        self.kinds = LINES_OF_SECTION.get(section, ())
        self.form = self._section_form()
        self.line_forms = {kind: LINE_FORMS[kind](prefix=kind.value) for kind in self.kinds}

    def _section_form(self, data: Any = None) -> SectionForm | None:
        form_class = FORMS.get(self.section)
        return form_class(data, profile=self.profile) if form_class else None

    def answer(self) -> HttpResponse:
        posted = self.request.POST
        if "remove" in posted:
            return self._remove(*posted["remove"].partition(":")[::2])
        if "refresh" in posted and self.section == Section.IDENTITY:
            return self._refresh()
        return self._save(posted["line"] if posted.get("line") in self.kinds else "")

    def _save(self, added: str) -> HttpResponse:
        posted = self.request.POST
        form = self._section_form(posted)
        if form is not None and added and not _is_typed(form):
            form = None  # as it says already
        lines = {kind: LINE_FORMS[kind](posted, prefix=kind.value) for kind in self.kinds}
        lines = {kind: line for kind, line in lines.items() if kind == added or _is_typed(line)}
        self.form, self.line_forms = form or self.form, self.line_forms | lines
        if not all(one.is_valid() for one in (form, *lines.values()) if one is not None):
            return self.show(422)
        if form is not None and not self._is_done(form, self._change):
            return self.show(422)
        if not all(self._is_done(line, partial(self._add, kind, line)) for kind, line in lines.items()):
            return self.show(422)
        here = section_url(self.section)
        return redirect(here if added else return_address(self.request) or self._following())

    def _change(self) -> None:
        assert self.form is not None
        self.profile = change_profile(
            profile=self.profile,
            values=self.form.values(),
            version=self.form.cleaned_data["version"],
            actor=self.request.actor,
            now=timezone.now(),
        )
        messages.success(self.request, _("«{section}» was saved.").format(section=self.section.label))
        self.form = self._section_form()  # of the new version, should a line be refused

    def _add(self, kind: LineKind, line: Any) -> None:
        values, now = line.cleaned_data, timezone.now()
        add_line(profile=self.profile, kind=kind, values=values, actor=self.request.actor, now=now)
        messages.success(self.request, _("«{line}» was added.").format(line=kind.label))
        self.line_forms[kind] = LINE_FORMS[kind](prefix=kind.value)

    def _remove(self, kind: str, line_id: str) -> HttpResponse:
        if kind not in self.kinds or not line_id.isdecimal() or len(line_id) > 18:
            raise Http404
        remove_line(profile=self.profile, kind=LineKind(kind), line_id=int(line_id), actor=self.request.actor)
        messages.success(self.request, _("The line was taken out."))
        return redirect(section_url(self.section))

    def _refresh(self) -> HttpResponse:
        refresh_identity(profile=self.profile, actor=self.request.actor, now=timezone.now())
        messages.success(self.request, _("KPS was asked again; what it says stands here now."))
        return redirect(section_url(self.section))

    def _is_done(self, form: Any, act: Any) -> bool:
        """What the domain or the table refuses is said above the form; what was typed stays."""
        try:
            act()
        except Problem as problem:
            add_problem(form, problem)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        return not form.errors

    def _following(self) -> str:
        sections = list(Section)
        place = sections.index(self.section) + 1
        return section_url(sections[place]) if place < len(sections) else reverse("profile")

    def show(self, status: int = 200) -> HttpResponse:
        context = {
            "profile": self.profile,
            "identity_source": identity_source(self.profile),
            "section": self.section,
            "why": WHY[self.section],
            "tasks": tasks(section_states(self.profile), self.section),
            "form": self.form,
            "failed": next(
                (one for one in (self.form, *self.line_forms.values()) if one and one.errors), None
            ),
            "groups": [self._group(kind) for kind in self.kinds],
            "identity": identity_rows(self.profile) if self.section == Section.IDENTITY else [],
            "following": self._following(),
            "next": return_address(self.request),
        }
        return render(self.request, "jobseekers/section.html", context, status=status)

    def _group(self, kind: LineKind) -> dict[str, Any]:
        lines = [{"id": one.pk, "text": line_text(kind, one)} for one in lines_of(self.profile, kind)]
        return {"kind": kind, "lines": lines, "form": self.line_forms[kind]}
