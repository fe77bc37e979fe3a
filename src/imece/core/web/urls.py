"""Addresses the core itself answers: a paper checked by anybody, a report opened by its maker, own drafts."""

from django.urls import include, path

from imece.core.wizards.list_page import draft_list

urlpatterns = [
    path("belge/", include("imece.core.documents.urls")),
    path("raporum/", include("imece.core.reports.urls")),
    path("taslaklar/", draft_list, name="drafts"),
]
