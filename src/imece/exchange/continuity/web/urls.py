from django.urls import path

from imece.exchange.continuity.web import breaches, breaches_named, interruptions, materials, paper, status

STAFF_INTERRUPTIONS, STAFF_BREACHES, STAFF_MATERIALS = (
    "kurum/degisim/kesintiler/",
    "kurum/degisim/ihlaller/",
    "kurum/degisim/belgeler/",
)
OWN_INTERRUPTIONS, OWN_BREACHES, OWN_MATERIALS = (
    "degisim/kesintiler/",
    "degisim/ihlaller/",
    "degisim/belgeler/",
)
STATUS = "veri-degisimi/durum/"

urlpatterns = [
    path(STATUS, status.status_page, name="service_status"),
    path(f"{STATUS}durum.json", status.status_json, name="service_status_json"),
    path(f"{STATUS}calisma-sureleri.csv", status.uptime_csv, name="service_uptime_csv"),
    path(f"{STATUS}abonelik/", status.status_subscribe, name="status_subscribe"),
    path(f"{STATUS}onay/<str:token>/", status.status_confirm, name="status_confirm"),
    path(f"{STATUS}ayril/<str:token>/", status.status_unsubscribe, name="status_unsubscribe"),
    path(STAFF_INTERRUPTIONS, interruptions.interruption_list, name="interruptions"),
    path(f"{STAFF_INTERRUPTIONS}bakim/", interruptions.maintenance_new, name="maintenance_new"),
    path(f"{STAFF_INTERRUPTIONS}ariza/", interruptions.outage_new, name="outage_new"),
    path(
        f"{STAFF_INTERRUPTIONS}<int:interruption_id>/", interruptions.interruption_detail, name="interruption"
    ),
    path(
        f"{STAFF_INTERRUPTIONS}<int:interruption_id>/adim/<slug:step>/",
        interruptions.interruption_step,
        name="interruption_step",
    ),
    path(
        f"{STAFF_INTERRUPTIONS}<int:interruption_id>/neden/",
        interruptions.interruption_cause,
        name="interruption_cause",
    ),
    path(f"{STAFF_INTERRUPTIONS}<int:interruption_id>/kagit/", paper.paper_list, name="paper_questions"),
    path(
        f"{STAFF_INTERRUPTIONS}<int:interruption_id>/kagit/istek/",
        paper.paper_request,
        name="paper_request",
    ),
    path(OWN_INTERRUPTIONS, interruptions.own_interruption_list, name="my_interruptions"),
    path(f"{OWN_INTERRUPTIONS}ariza/", interruptions.own_outage_new, name="my_outage_new"),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/",
        interruptions.own_interruption_detail,
        name="my_interruption",
    ),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/kagit/",
        paper.own_paper_list,
        name="my_paper_questions",
    ),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/kagit/istek/",
        paper.own_paper_request,
        name="my_paper_request",
    ),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/kagit/form/",
        paper.own_paper_form,
        name="my_paper_form",
    ),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/kagit/yeni/",
        paper.own_paper_enter,
        name="my_paper_enter",
    ),
    path(
        f"{OWN_INTERRUPTIONS}<int:interruption_id>/kagit/bitti/",
        paper.own_paper_finish,
        name="my_paper_finish",
    ),
    path(STAFF_BREACHES, breaches.breach_list, name="breaches"),
    path(f"{STAFF_BREACHES}yeni/", breaches.breach_new, name="breach_new"),
    path(f"{STAFF_BREACHES}<int:breach_id>/", breaches.breach_detail, name="breach"),
    path(f"{STAFF_BREACHES}<int:breach_id>/degistir/", breaches.breach_edit, name="breach_edit"),
    path(f"{STAFF_BREACHES}<int:breach_id>/form/", breaches.breach_pdf, name="breach_pdf"),
    path(f"{STAFF_BREACHES}<int:breach_id>/kisiler/", breaches_named.breach_persons, name="breach_persons"),
    path(f"{STAFF_BREACHES}<int:breach_id>/adim/<slug:step>/", breaches.breach_step, name="breach_step"),
    path(
        f"{STAFF_BREACHES}<int:breach_id>/bildirim/<int:notice_id>/", breaches.breach_tell, name="breach_tell"
    ),
    path(OWN_BREACHES, breaches.own_breach_list, name="my_breaches"),
    path(f"{OWN_BREACHES}yeni/", breaches.own_breach_new, name="my_breach_new"),
    path(f"{OWN_BREACHES}<int:breach_id>/", breaches.own_breach_detail, name="my_breach"),
    path(STAFF_MATERIALS, materials.material_list, name="materials"),
    path(f"{STAFF_MATERIALS}yeni/", materials.material_new, name="material_new"),
    path(f"{STAFF_MATERIALS}<int:material_id>/", materials.material_detail, name="material"),
    path(OWN_MATERIALS, materials.own_material_list, name="my_materials"),
    path(f"{OWN_MATERIALS}<int:material_id>/", materials.own_material_detail, name="my_material"),
]
