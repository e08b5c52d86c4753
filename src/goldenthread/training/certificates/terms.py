"""Words of certificates: what a public check may say."""

from django.db.models import TextChoices


class Standing(TextChoices):
    """What the public check says of a certificate."""

    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"
    REPLACED = "replaced", "Replaced by a newer one"
