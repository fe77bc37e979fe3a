from django.urls import path

from imece.exchange.access.web.partner import forms, undertakings, units, users, views
from imece.exchange.access.web.staff import own_undertaking
from imece.exchange.access.web.staff import views as staff

OWN, DESK = "degisim/erisim/", "kurum/degisim/erisim/"

urlpatterns = [
    path(OWN, views.overview, name="access"),
    path(f"{OWN}formlar/", forms.form_list, name="access_forms"),
    path(f"{OWN}formlar/yeni/", forms.form_new, name="access_form_new"),
    path(f"{OWN}formlar/<int:form_id>/", forms.form_detail, name="access_form"),
    path(f"{OWN}formlar/<int:form_id>/duzenle/", forms.form_change, name="access_form_change"),
    path(f"{OWN}formlar/<int:form_id>/cikti/", forms.form_paper, name="access_form_paper"),
    path(f"{OWN}formlar/<int:form_id>/<slug:step>/", forms.form_step, name="access_form_step"),
    path(f"{OWN}kimlikler/", views.credential_list, name="access_credentials"),
    path(f"{OWN}kimlikler/deneme/", views.sandbox_new, name="access_sandbox_new"),
    path(f"{OWN}kimlikler/<int:credential_id>/", views.credential, name="access_credential"),
    path(f"{OWN}kimlikler/<int:credential_id>/teslim/", views.handover, name="access_handover"),
    path(f"{OWN}kimlikler/<int:credential_id>/sertifika/", views.certificate, name="access_certificate"),
    path(
        f"{OWN}kimlikler/<int:credential_id>/<slug:step>/",
        views.credential_step,
        name="access_credential_step",
    ),
    path(f"{OWN}birimler/", units.unit_tree, name="access_units"),
    path(f"{OWN}birimler/yeni/", units.unit_new, name="access_unit_new"),
    path(f"{OWN}birimler/<int:unit_id>/", units.unit, name="access_unit"),
    path(f"{OWN}birimler/<int:unit_id>/kapat/", units.unit_open, name="access_unit_open"),
    path(f"{OWN}kullanicilar/", users.user_list, name="access_users"),
    path(f"{OWN}kullanicilar/yeni/", users.user_new, name="access_user_new"),
    path(f"{OWN}kullanicilar/dosya/", users.user_file, name="access_user_file"),
    path(f"{OWN}kullanicilar/dosya/sablon/", users.user_file_template, name="access_user_file_template"),
    path(f"{OWN}kullanicilar/<int:user_id>/", users.user, name="access_user"),
    path(f"{OWN}kullanicilar/<int:user_id>/duzenle/", users.user_change, name="access_user_change"),
    path(f"{OWN}kullanicilar/<int:user_id>/kapat/", users.user_close, name="access_user_close"),
    path(
        f"{OWN}kullanicilar/<int:user_id>/taahhutname/",
        users.undertaking_file,
        name="access_undertaking_file",
    ),
    path(
        f"{OWN}kullanicilar/<int:user_id>/taahhutname/cikti/",
        users.undertaking_paper,
        name="access_undertaking_paper",
    ),
    path(f"{OWN}taahhutnameler/", undertakings.undertaking_list, name="access_undertakings"),
    path(
        f"{OWN}taahhutnameler/<int:undertaking_id>/nusha/",
        undertakings.undertaking_scan,
        name="access_undertaking_scan",
    ),
    path(
        f"{OWN}taahhutnameler/<int:undertaking_id>/geri-al/",
        undertakings.undertaking_withdraw,
        name="access_undertaking_withdraw",
    ),
    path("kurum/degisim/taahhutname/", own_undertaking.own, name="own_undertaking"),
    path("kurum/degisim/taahhutname/nusha/", own_undertaking.own_paper, name="own_undertaking_paper"),
    path(DESK, staff.desk, name="access_desk"),
    path(f"{DESK}formlar/<int:form_id>/", staff.form_detail, name="access_desk_form"),
    path(f"{DESK}formlar/<int:form_id>/<slug:step>/", staff.form_step, name="access_desk_form_step"),
    path(f"{DESK}kimlikler/", staff.credential_list, name="access_desk_credentials"),
    path(f"{DESK}kimlikler/<int:credential_id>/", staff.credential, name="access_desk_credential"),
    path(
        f"{DESK}kimlikler/<int:credential_id>/<slug:step>/",
        staff.credential_step,
        name="access_desk_credential_step",
    ),
    path(f"{DESK}adresler/", staff.address_list, name="access_desk_addresses"),
    path(f"{DESK}adresler/<int:address_id>/sonlandir/", staff.address_end, name="access_desk_address_end"),
    path(
        f"{DESK}adresler/<int:address_id>/onayla/", staff.address_approve, name="access_desk_address_approve"
    ),
    path(
        f"{DESK}kurumlar/<int:institution_id>/acik-dogrulama/",
        staff.public_check,
        name="access_desk_public_check",
    ),
    path(f"{DESK}dagitim/", staff.distribution, name="access_distribution"),
]
