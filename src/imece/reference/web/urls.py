from django.urls import path

from imece.reference.web import dictionary, parts

urlpatterns = [
    path("meslekler/", dictionary.dictionary, name="occupation_dictionary"),
    path("meslekler/gruplar/", dictionary.isco_tree, name="isco_tree"),
    path("meslekler/gruplar/<str:code>/", dictionary.isco_tree, name="isco_group"),
    path("meslekler/secici/", parts.occupation_picker, name="occupation_picker"),
    path("meslekler/<str:code>/", dictionary.occupation, name="occupation"),
    path("ilceler/", parts.district_options, name="district_options"),
]
