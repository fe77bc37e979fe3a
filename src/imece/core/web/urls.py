"""Addresses the core itself answers: the frame's own, papers checked by anybody, own reports and drafts."""

from django.urls import include, path

from imece.core.web import gallery, pages, parameters, preferences, retention, rules
from imece.core.wizards.list_page import draft_list

FRAME = [
    path("dil/", preferences.set_language, name="set_language"),
    path("gorunum/", preferences.set_theme, name="set_theme"),
    path("oturum/surdur/", preferences.keep_session, name="keep_session"),
    path("erisilebilirlik/", pages.accessibility, name="accessibility"),
    path("bilesenler/", gallery.gallery, name="gallery"),
    path("taslaklar/", draft_list, name="drafts"),
    path("hesapla/", rules.rule_list, name="rules"),
    path("hesapla/<str:rule_id>/", rules.rule_page, name="rule"),
    path("api/rules/", rules.api_rules, name="api_rules"),
    path("api/rules/<str:rule_id>/", rules.api_rule, name="api_rule"),
    path("saklama-imha/", retention.retention_plan, name="retention"),
    path("saklama-imha/kayitlar/", retention.destruction_list, name="destructions"),
    path("parametreler/", parameters.parameter_list, name="parameters"),
    path("parametreler/yeni/", parameters.parameter_new, name="parameter_new"),
    path("parametreler/<str:name>/", parameters.parameter_page, name="parameter"),
]
urlpatterns = [
    path("", include((FRAME, "core"))),
    path("belge/", include("imece.core.documents.urls")),
    path("raporum/", include("imece.core.reports.urls")),
]
