from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "goldenthread.setting.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
