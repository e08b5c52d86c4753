from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class BookingsConfig(AppConfig):
    name = "goldenthread.training.bookings"
    label = "bookings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import triggers

        post_migrate.connect(triggers.install_after_migrate, sender=self)
        checks.register(checks.Tags.database)(triggers.check_installed)
