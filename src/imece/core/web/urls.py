"""Addresses the core itself answers: the frame's own, a paper checked by anybody, a report opened by its maker."""

from django.urls import include, path

from imece.core.web import gallery, pages, preferences

FRAME = [
    path("dil/", preferences.set_language, name="set_language"),
    path("gorunum/", preferences.set_theme, name="set_theme"),
    path("oturum/surdur/", preferences.keep_session, name="keep_session"),
    path("erisilebilirlik/", pages.accessibility, name="accessibility"),
    path("bilesenler/", gallery.gallery, name="gallery"),
]
urlpatterns = [
    path("", include((FRAME, "core"))),
    path("belge/", include("imece.core.documents.urls")),
    path("raporum/", include("imece.core.reports.urls")),
]
