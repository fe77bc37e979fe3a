"""**Raporlar**, İşverene Yönelik (P4)."""

from django.http import HttpRequest, HttpResponse

from imece.core.reports import report_view
from imece.core.web.access import needs
from imece.employment.vacancies.reports import ResultList


@needs(ResultList.permission)
def result_list(request: HttpRequest) -> HttpResponse:
    return report_view(request, ResultList.code)
