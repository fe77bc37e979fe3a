from django.urls import path

from imece.reference.web import dictionary, parts
from imece.reference.web.staff import occupations, special_days

urlpatterns = [
    path("meslekler/", dictionary.dictionary, name="occupation_dictionary"),
    path("meslekler/gruplar/", dictionary.isco_tree, name="isco_tree"),
    path("meslekler/gruplar/<str:code>/", dictionary.isco_tree, name="isco_group"),
    path("meslekler/secici/", parts.occupation_picker, name="occupation_picker"),
    path("meslekler/<str:code>/", dictionary.occupation, name="occupation"),
    path("kurum/meslekler/", occupations.dictionary_list, name="dictionary_list"),
    path("kurum/meslekler/yeni/", occupations.dictionary_new, name="dictionary_new"),
    path("kurum/meslekler/ozel-gunler/", special_days.special_day_list, name="special_days"),
    path("kurum/meslekler/ozel-gunler/yeni/", special_days.special_day_new, name="special_day_new"),
    path(
        "kurum/meslekler/ozel-gunler/<int:special_day_id>/kaldir/",
        special_days.special_day_remove,
        name="special_day_remove",
    ),
    path("kurum/meslekler/<str:code>/", occupations.dictionary_entry, name="dictionary_entry"),
    path("kurum/meslekler/<str:code>/<slug:step>/", occupations.dictionary_step, name="dictionary_step"),
    path("ilceler/", parts.district_options, name="district_options"),
]
