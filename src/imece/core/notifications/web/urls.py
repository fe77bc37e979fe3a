from django.urls import path

from imece.core.notifications.web import views

app_name = "notifications"
urlpatterns = [
    path("bildirimlerim/", views.inbox, name="inbox"),
    path("bildirimlerim/<int:number>/", views.show_message, name="message"),
]
