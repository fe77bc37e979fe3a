"""Addresses of employers: membership, workplaces, their users, and staff's search."""

from django.urls import path

from imece.employment.employers.web.employer import users, views
from imece.employment.employers.web.employer.card import CARD
from imece.employment.employers.web.membership import views as membership
from imece.employment.employers.web.staff import views as staff

app_name = "employers"
urlpatterns = [
    path("uye-ol/isveren/", membership.terms, name="join"),
    path("uye-ol/isveren/bilgiler/", membership.employer, name="join_employer"),
    path("uye-ol/isveren/yetkili/", membership.founder, name="join_founder"),
    path("uye-ol/isveren/tamam/", membership.done, name="join_done"),
    path("isveren/isyerleri/", views.workplace_list, name="workplaces"),
    *CARD.urls("isveren/isyerleri/kunye/"),
    path("isveren/isyerleri/<str:number>/", views.workplace, name="workplace"),
    path("isveren/isyerleri/<str:number>/kapat/", views.close, name="close"),
    path("isveren/isyerleri/<str:number>/merkez/", views.head_office, name="head_office"),
    path("isveren/kullanicilar/", users.roles, name="roles"),
    path("isveren/kullanicilar/liste/", users.user_list, name="users"),
    path("isveren/kullanicilar/yeni/", users.create, name="user_create"),
    path("isveren/kullanicilar/<int:membership_id>/", users.account, name="user"),
    path("kurum/isverenler/", staff.search, name="search"),
]
