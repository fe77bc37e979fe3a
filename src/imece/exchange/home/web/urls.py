from django.urls import path

from imece.exchange.home.web import views

urlpatterns = [path("degisim/", views.exchange_start, name="exchange_start")]
