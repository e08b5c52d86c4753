from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "goldenthread.training.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
