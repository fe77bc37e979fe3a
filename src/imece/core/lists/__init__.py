"""Lists of P0.1–P0.3: one definition, one call.

    VACANCIES = ListPage(name="vacancies", title=_("My vacancies"), columns=COLUMNS, rows=vacancies_listed,
                         criteria_form=Criteria, actions=(RowAction(...), *move_actions(VACANCY, move_url)))

    @needs("vacancies.view")
    def vacancy_list(request): return VACANCIES.respond(request)

See docs/recipes/list.md.
"""

from imece.core.lists.actions import BulkAction, RowAction, RowsAction, apply_to_rows, move_actions
from imece.core.lists.criteria import Narrowing, narrowings_by
from imece.core.lists.page import Empty, ListPage, PageAction

__all__ = [
    "BulkAction",
    "Empty",
    "ListPage",
    "Narrowing",
    "PageAction",
    "RowAction",
    "RowsAction",
    "apply_to_rows",
    "move_actions",
    "narrowings_by",
]
