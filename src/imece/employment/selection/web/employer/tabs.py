"""The lists of one round, under the manual's names (P3.6, P11.4): each a tab with its count and its own address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.employment.selection.enums import CandidateState as S

LIST = "liste"  # in the address


@dataclass(frozen=True)
class CandidateList:
    label: Text
    states: tuple[S, ...]


LISTS = {
    "basvuranlar": CandidateList(_("Applicants"), (S.APPLIED,)),
    "secilenler": CandidateList(_("Those selected"), (S.SELECTED,)),
    "cikarilanlar": CandidateList(_("Those removed from the list"), (S.REMOVED, S.WITHDRAWN)),
    "davet-edilenler": CandidateList(_("Those invited"), (S.INVITED, S.ACCEPTED, S.DECLINED)),
    "gorusme-sorgu": CandidateList(
        _("Interviews and results"),
        (S.SUITABLE, S.UNSUITABLE, S.ABSENT),
    ),
    "sevk": CandidateList(
        _("Send-offs"), (S.SENT, S.REPORTED, S.PLACED, S.REFUSED_BY_EMPLOYER, S.REFUSED_BY_CANDIDATE)
    ),
}  # fmt: skip


def tabs_of(path: str, chosen: str, counts: Mapping[str, int]) -> list[dict[str, object]]:
    """For `c-tabs`; everybody first."""
    everybody = {
        "label": _told(_("All"), sum(counts.values())),
        "url": path,
        "is_current": chosen not in LISTS,
    }
    return [everybody] + [
        {
            "label": _told(one.label, sum(counts.get(state, 0) for state in one.states)),
            "url": f"{path}?{LIST}={name}",
            "is_current": name == chosen,
        }
        for name, one in LISTS.items()
    ]


def _told(label: Text, count: int) -> str:
    return f"{label} ({count})"
