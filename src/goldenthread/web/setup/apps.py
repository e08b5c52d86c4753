from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "goldenthread.web.setup"
    label = "setup"

    def ready(self) -> None:
        from . import checks

        checks.register()
