"""Addresses of accounts. Of allauth's pages only those we use are reachable, under our own addresses."""

from collections.abc import Callable

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.views.generic import RedirectView

from imece.accounts.web import (
    closing,
    duties,
    joining,
    kept,
    organisation_users,
    organisations,
    own,
    recovery,
    signin,
    staff,
    texts,
    tokens,
)
from imece.core.web.access import needs, public

own_pages = [
    path("giris/isveren/", signin.SignInView.as_view(side=signin.EMPLOYER), name="sign_in_employer"),
    path("giris/is-arayan/", signin.SignInView.as_view(side=signin.SEEKER), name="sign_in_seeker"),
    path("firma-sec/", signin.choose_organisation, name="choose_organisation"),
    path("oturum/form/", kept.kept_form, name="kept_form"),
    path("kosullar/yeni/", duties.new_terms, name="new_terms"),
    path("hesabim/ikinci-adim/sonra/", duties.put_factor_off, name="put_factor_off"),
    path("kosullar/", texts.general_terms, name="terms"),
    path("aydinlatma/", texts.privacy_notice, name="privacy"),
    path("uye-ol/is-arayan/", joining.terms, name="join"),
    path("uye-ol/is-arayan/kimlik/", joining.identity, name="join_identity"),
    path("uye-ol/is-arayan/hesap/", joining.account, name="join_account"),
    path("uye-ol/is-arayan/bitir/", joining.finish, name="join_finish"),
    path("sifremi-unuttum/", recovery.start, name="recovery"),
    path("sifremi-unuttum/kimlik/", recovery.identity, name="recovery_identity"),
    path("sifremi-unuttum/soru/", recovery.question, name="recovery_question"),
    path("sifremi-unuttum/kod/", recovery.code, name="recovery_code"),
    path("sifremi-unuttum/iletisim/", recovery.contact_data, name="recovery_contacts"),
    path("sifremi-unuttum/sifre/", recovery.new_password, name="recovery_password"),
    path("hesabim/", own.overview, name="own"),
    path("hesabim/iletisim/", own.contact_data, name="contacts"),
    path("hesabim/dogrula/<slug:channel>/gonder/", own.send_verification, name="send_verification"),
    path("hesabim/dogrula/<slug:channel>/", own.verify_contact, name="verify_contact"),
    path("hesabim/tercihler/", own.preferences, name="preferences"),
    path("hesabim/sifre/", own.password, name="password"),
    path("hesabim/gizli-soru/", own.secret, name="secret"),
    path("hesabim/oturumlar/", own.sessions, name="sessions"),
    path("hesabim/oturumlar/sonlandir/", own.end_session, name="end_session"),
    path("hesabim/izinsiz-kullanim/", own.misuse, name="misuse"),
    path("hesabim/kapat/", closing.close, name="close_account"),
    path("isveren/anahtarlar/", tokens.token_list, name="tokens"),
    path("isveren/anahtarlar/yeni/", tokens.token_new, name="token_new"),
    path("isveren/anahtarlar/<int:token_id>/iptal/", tokens.token_revoke, name="token_revoke"),
    path("kurum/hesaplar/", staff.look_up, name="staff_look_up"),
    path("kurum/hesaplar/hesap/", staff.account, name="staff_account"),
    path("kurum/kuruluslar/", organisations.organisation_list, name="organisations"),
    path("kurum/kuruluslar/yeni/", organisations.create, name="organisation_create"),
    path("kurum/kuruluslar/<str:number>/", organisation_users.user_list, name="organisation_users"),
    path("kurum/kuruluslar/<str:number>/yeni/", organisation_users.look_up, name="organisation_user_look_up"),
    path("kurum/kuruluslar/<str:number>/yeni/haklar/", organisation_users.add, name="organisation_user_add"),
    path(
        "kurum/kuruluslar/<str:number>/<int:membership_id>/",
        organisation_users.account,
        name="organisation_user",
    ),
]

# The names by which allauth reaches its own pages; where we have a page, the name leads there.
library_pages = [
    path("giris/", signin.entrance, name="account_login"),
    path("cikis/", signin.sign_out, name="account_logout"),
    path("hesabim/onayla/", reauthenticate, name="account_reauthenticate"),
    path("giris/ikinci-adim/", public(mfa.authenticate), name="mfa_authenticate"),
    path("giris/gecis-anahtari/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("hesabim/ikinci-adim/", include("imece.accounts.web.second_factor_urls")),
    path("giris/e-kapi/<slug:provider_id>/", public(openid.login), name="openid_connect_login"),
    path("giris/e-kapi/<slug:provider_id>/donus/", public(openid.callback), name="openid_connect_callback"),
]


def _leads_to(name: str, access: str = "public") -> Callable[..., HttpResponseBase]:
    view = RedirectView.as_view(pattern_name=name)
    return public(view) if access == "public" else needs(access)(view)


library_pages += [
    path(f"hesap/{old}/", _leads_to(new, access), name=old)
    for old, new, access in [
        ("account_signup", "accounts:join", "public"),
        ("account_reset_password", "accounts:recovery", "public"),
        ("account_inactive", "account_login", "public"),
        ("account_email", "accounts:contacts", "accounts.own"),
        ("account_change_password", "accounts:password", "accounts.own"),
        ("account_set_password", "accounts:password", "accounts.own"),
        ("usersessions_list", "accounts:sessions", "accounts.own"),
        ("socialaccount_login_cancelled", "account_login", "public"),
        ("socialaccount_login_error", "account_login", "public"),
        ("socialaccount_signup", "account_login", "public"),
        ("socialaccount_connections", "accounts:own", "accounts.own"),
    ]
]
urlpatterns = [path("", include((own_pages, "accounts"))), *library_pages]
