"""Files kept for a room: no address of their own. The room that owns one authorises and serves it."""

from django.db import models


class StoredFile(models.Model):
    """One file as it came, found again by what it holds."""

    room = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to="files/%Y/%m/", max_length=300)
    stored_at = models.DateTimeField()
    by_account_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name
