"""Addresses the core itself answers: a paper checked by anybody, a report opened by its maker."""

from django.urls import include, path

urlpatterns = [
    path("belge/", include("imece.core.documents.urls")),
    path("raporum/", include("imece.core.reports.urls")),
]
