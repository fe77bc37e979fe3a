"""What a room declares of a wizard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import URLPattern, reverse

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.models import Draft

Answers = Mapping[str, Mapping[str, Any]]  # {step: cleaned data}; a step that is not valid yet is missing
RESERVED_SLUGS = frozenset({"son", "sil", "dosya", "kayit", "stay"})


def always_shown(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page. `requires` are steps that must be completed before it can begin (*Henüz başlanamaz*).

    A form may define `summary_lines()` → [(label, text)] for the check page, and take what `form_arguments` gives.
    """

    slug: str
    title: Text
    form_class: type[forms.BaseForm]
    shown_if: Callable[[Answers], bool] = always_shown
    requires: tuple[str, ...] = ()
    form_arguments: Callable[[Draft, Actor, Answers], Mapping[str, Any]] | None = None
    intro: Text = ""
    template: str = "core/wizards/step.html"


@dataclass(frozen=True)
class Subject:
    """An existing record to be changed: its version now, and its values as {step: {field: value}}."""

    key: str
    version: int
    initial: Mapping[str, Mapping[str, Any]]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Wizard:
    """`finish(draft=, answers=, actor=, now=)` writes the real tables once and returns the result page's address.

    It runs in one transaction with the draft locked. `subject(actor, key)` finds a record of the actor's scope to
    change, or raises OUT_OF_SCOPE. `initial(actor)` fills a new draft with what is known already,
    `prefill(actor, query)` with what the link to it says.
    `check_context(draft=, answers=, is_complete=, actor=, step_url_of=)` gives `check_template` (an extension of
    ours) more to show; `step_url_of(field)` is the page that has a field.
    """

    kind: str
    title: Text
    steps: Sequence[Step]
    finish: Callable[..., str]
    permission: str
    namespace: str = ""
    subject: Callable[[Actor, str], Subject] | None = None
    initial: Callable[[Actor], Mapping[str, Mapping[str, Any]]] | None = None
    label: Callable[[Answers], str] | None = None
    prefill: Callable[[Actor, QueryDict], Mapping[str, Mapping[str, Any]]] | None = None
    check_template: str = "core/wizards/check.html"
    check_context: Callable[..., Mapping[str, Any]] | None = None
    check_intro: Text = ""
    save_label: Text = ""
    saved_message: Text = ""
    _by_slug: dict[str, Step] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slugs = [step.slug for step in self.steps]
        if len(set(slugs)) < len(slugs) or RESERVED_SLUGS & set(slugs):
            raise ValueError(f"wizard {self.kind}: a step's slug is used twice or reserved: {slugs}")
        strangers = {name for step in self.steps for name in step.requires} - set(slugs)
        if strangers:
            raise ValueError(f"wizard {self.kind}: steps require unknown steps {sorted(strangers)}")
        self._by_slug.update({step.slug: step for step in self.steps})
        WIZARDS[self.kind] = self

    def step(self, slug: str) -> Step | None:
        return self._by_slug.get(slug)

    def url(self, page: str, **arguments: Any) -> str:
        name = f"{self.kind}-{page}"
        return reverse(f"{self.namespace}:{name}" if self.namespace else name, kwargs=arguments)

    def urls(self, prefix: str) -> list[URLPattern]:
        """The wizard's addresses under `prefix` ("istemler/yeni/"), named `<kind>-start`, `-step`, `-check` …"""
        from imece.core.wizards.views import wizard_urls

        return wizard_urls(self, prefix)


WIZARDS: dict[str, Wizard] = {}
