from django.urls import path

from imece.core.reports.views import report_page
from imece.exchange.transparency.reports import TrailReport
from imece.exchange.transparency.web import citizen, desk, flags, samples, trail, usage_api, why

urlpatterns = [
    path("hesabim/verilerime-kim-bakti/", citizen.who_asked, name="who_asked"),
    path("hesabim/verilerime-kim-bakti/<int:shard>/<int:sequence>/neden/", citizen.why_ask, name="why_ask"),
    path(
        "hesabim/verilerime-kim-bakti/<int:shard>/<int:sequence>/silme/",
        citizen.erasure_ask,
        name="erasure_ask",
    ),
    path("hesabim/verilerime-kim-bakti/sorularim/", citizen.my_why_requests, name="my_why_requests"),
    path(
        "hesabim/verilerime-kim-bakti/sorularim/<int:request_id>/",
        citizen.my_why_request,
        name="my_why_request",
    ),
    path("api/verilerim/findUsage", usage_api.find_usage, name="find_usage"),
    path("api/verilerim/usagePeriod", usage_api.usage_period, name="usage_period"),
    path("api/verilerim/heartbeat", usage_api.usage_heartbeat, name="usage_heartbeat"),
    path("degisim/iz/", trail.own_trail, name="own_trail"),
    path("degisim/iz/aramalar/", trail.trail_searches, name="trail_searches"),
    path("degisim/iz/rapor/", report_page(TrailReport), name="trail_report"),
    path("degisim/iz/<int:shard>/<int:sequence>/", trail.trail_entry, name="trail_entry"),
    path("degisim/isaretler/", flags.my_usage_flags, name="my_usage_flags"),
    path("degisim/isaretler/<int:flag_id>/", flags.usage_flag, name="usage_flag"),
    path("degisim/gerekce/", samples.my_samples, name="my_samples"),
    path("degisim/gerekce/<int:sample_id>/", samples.justification_sample, name="justification_sample"),
    path("degisim/neden/", why.why_inbox, name="why_inbox"),
    path("degisim/neden/<int:request_id>/", why.why_request, name="why_request"),
    path("kurum/degisim/iz/", trail.trail, name="trail"),
    path("kurum/degisim/isaretler/", flags.usage_flags, name="usage_flags"),
    path("kurum/degisim/gerekce/", samples.samples, name="samples"),
    path("kurum/degisim/gerekce/yeni/", samples.sample_new, name="sample_new"),
    path("kurum/degisim/neden/", why.why_requests, name="why_requests"),
    path("kurum/degisim/gecikmeler/", desk.delays, name="delays"),
    path("kurum/degisim/gecikmeler/yeni/", desk.delay_new, name="delay_new"),
    path("kurum/degisim/gecikmeler/<int:embargo_id>/kaldir/", desk.delay_lift, name="delay_lift"),
    path("kurum/degisim/izlenenler/", desk.watched, name="watched"),
    path("kurum/degisim/izlenenler/yeni/", desk.watched_new, name="watched_new"),
    path("kurum/degisim/izlenenler/<int:person_id>/cikar/", desk.watched_end, name="watched_end"),
]
