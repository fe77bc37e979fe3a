from django.urls import path

from imece.exchange.agreements.web import agreements, applications, audit, disputes, purposes
from imece.exchange.agreements.web import open as everybody
from imece.exchange.agreements.web.wizard import APPLY

OURS, DESK = "degisim", "kurum/degisim"

urlpatterns = [
    path("veri-degisimi/basvuru/", everybody.how_to_apply, name="exchange_how_to_apply"),
    path("veri-degisimi/basvuru/ornek-yazi.pdf", everybody.sample_letter, name="exchange_sample_letter"),
    path("veri-degisimi/basvuru/bos-form.pdf", everybody.blank_form, name="exchange_blank_form"),
    *APPLY.urls(f"{OURS}/basvurular/sihirbaz/"),
    path(f"{OURS}/basvurular/", applications.applications, name="exchange_applications"),
    path(f"{OURS}/basvurular/<str:number>/", applications.application, name="exchange_application"),
    path(
        f"{OURS}/basvurular/<str:number>/dosya/<int:file_id>/",
        applications.application_file,
        name="exchange_application_file",
    ),
    path(
        f"{OURS}/basvurular/<str:number>/<slug:step>/",
        applications.application_step,
        name="exchange_application_step",
    ),
    path(f"{OURS}/anlasmalar/", agreements.agreements, name="exchange_agreements"),
    path(f"{OURS}/anlasmalar/<str:number>/", agreements.agreement, name="exchange_agreement"),
    path(f"{OURS}/anlasmalar/<str:number>/iz/", audit.agreement_audit, name="exchange_agreement_audit"),
    path(
        f"{OURS}/anlasmalar/<str:number>/iz/<int:shard>/<int:sequence>/",
        audit.agreement_question,
        name="exchange_agreement_question",
    ),
    path(
        f"{OURS}/anlasmalar/<str:number>/<slug:step>/",
        agreements.agreement_step,
        name="exchange_agreement_step",
    ),
    path(
        f"{OURS}/anlasmalar/<str:number>/belge/<int:paper_id>/",
        agreements.paper,
        name="exchange_paper",
    ),
    path(
        f"{OURS}/anlasmalar/<str:number>/bildirim/<int:notice_id>/<slug:step>/",
        agreements.notice_step,
        name="exchange_notice_step",
    ),
    path(
        f"{OURS}/anlasmalar/<str:number>/aski/<int:suspension_id>/<slug:step>/",
        agreements.suspension_step,
        name="exchange_suspension_step",
    ),
    path(
        f"{OURS}/anlasmalar/<str:number>/muvafakat/<int:consent_id>/geri-al/",
        agreements.consent_withdraw,
        name="exchange_consent_withdraw",
    ),
    path(f"{OURS}/veri-itirazlari/", disputes.disputes, name="exchange_disputes"),
    path(f"{OURS}/veri-itirazlari/<int:dispute_id>/", disputes.dispute, name="exchange_dispute"),
    path(
        f"{OURS}/veri-itirazlari/<int:dispute_id>/<slug:step>/",
        disputes.dispute_step,
        name="exchange_dispute_step",
    ),
    path(f"{DESK}/basvurular/", applications.staff_applications, name="exchange_desk_applications"),
    path(
        f"{DESK}/basvurular/<str:number>/servis/<int:service_id>/",
        applications.application_service,
        name="exchange_application_service",
    ),
    path(f"{DESK}/anlasmalar/<str:number>/satir/", agreements.line, name="exchange_annex_line"),
    path(
        f"{DESK}/anlasmalar/<str:number>/satir/<int:line_id>/sil/",
        agreements.line_remove,
        name="exchange_annex_line_remove",
    ),
    path(f"{DESK}/amaclar/", purposes.purposes, name="exchange_purposes"),
    path(f"{DESK}/amaclar/yeni/", purposes.purpose_new, name="exchange_purpose_new"),
]
