from django.urls import path

from imece.core.web import gallery, pages, preferences

app_name = "core"
urlpatterns = [
    path("dil/", preferences.set_language, name="set_language"),
    path("gorunum/", preferences.set_theme, name="set_theme"),
    path("oturum/surdur/", preferences.keep_session, name="keep_session"),
    path("erisilebilirlik/", pages.accessibility, name="accessibility"),
    path("bilesenler/", gallery.gallery, name="gallery"),
]
