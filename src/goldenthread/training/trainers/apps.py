from django.apps import AppConfig


class TrainersConfig(AppConfig):
    name = "goldenthread.training.trainers"
    label = "trainers"
    default_auto_field = "django.db.models.BigAutoField"
