from django.urls import path

from imece.core.reports.views import report_page
from imece.exchange.billing.reports import StatementReport
from imece.exchange.billing.web import views

urlpatterns = [
    path("kurum/degisim/ucretler/", views.statements, name="statements"),
    path("kurum/degisim/ucretler/duzenle/", views.statement_issue, name="statement_issue"),
    path("degisim/ucretler/", views.my_statements, name="my_statements"),
    path("degisim/ucretler/rapor/", report_page(StatementReport), name="statement_report"),
    path("degisim/ucretler/sayim-sablonu.xlsx", views.own_counts_template, name="own_counts_template"),
    path("degisim/ucretler/mutabakat/<int:reconciliation_id>/", views.reconciliation, name="reconciliation"),
    path("degisim/ucretler/<str:number>/", views.statement, name="statement"),
    path("degisim/ucretler/<str:number>/mutabakat/", views.statement_reconcile, name="statement_reconcile"),
]
