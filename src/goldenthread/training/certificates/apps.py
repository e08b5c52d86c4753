from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "goldenthread.training.certificates"
    label = "certificates"
    default_auto_field = "django.db.models.BigAutoField"
