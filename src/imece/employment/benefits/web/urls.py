from django.urls import path

from imece.employment.benefits.web import review, views, workers

urlpatterns = [
    path("isveren/bildirgeler/", views.declaration_list, name="declaration_list"),
    path("isveren/bildirgeler/yeni/", views.declaration_new, name="declaration_new"),
    path("isveren/bildirgeler/<str:number>/", views.declaration_page, name="declaration"),
    path("isveren/bildirgeler/<str:number>/degistir/", views.declaration_change, name="declaration_change"),
    path("isveren/bildirgeler/<str:number>/isciler/", workers.workers_upload, name="declaration_workers"),
    path("isveren/bildirgeler/<str:number>/sablon/", workers.workers_template, name="declaration_template"),
    path(
        "isveren/bildirgeler/<str:number>/isciler/<int:worker_id>/",
        views.declared_worker,
        name="declared_worker",
    ),
    path(
        "isveren/bildirgeler/<str:number>/belge/", review.declaration_paper_new, name="declaration_paper_new"
    ),
    path(
        "isveren/bildirgeler/<str:number>/belge/<int:paper_id>/",
        review.declaration_paper,
        name="declaration_paper",
    ),
    path(
        "isveren/bildirgeler/<str:number>/belge/<int:paper_id>/cikar/",
        review.declaration_paper_out,
        name="declaration_paper_out",
    ),
    path("isveren/bildirgeler/<str:number>/tespit/", review.declaration_finding, name="declaration_finding"),
    path(
        "isveren/bildirgeler/<str:number>/adim/<slug:step>/", views.declaration_step, name="declaration_step"
    ),
]
