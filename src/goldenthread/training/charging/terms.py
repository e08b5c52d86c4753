"""Words of charging: what an entry of the ledger is for."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """What is owed or earned. Waiving is an entry of its own: nothing in the ledger is changed or taken out."""

    PLACE = "place", "A place"
    LATE = "late", "Cancelled late"
    NO_SHOW = "no-show", "Did not attend"
    WAIVER = "waiver", "Waived"
    PLACES_EARNED = "places-earned", "Free places earned"
    PLACE_USED = "place-used", "Free place used"
