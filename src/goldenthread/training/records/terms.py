"""Words of the training record: its state, its format, who gave it."""

from django.db.models import TextChoices


class State(TextChoices):
    """What is known of a record. Only refused ones do not count; every share of met says how much is verified."""

    IMPORTED = "imported", "Imported"
    TO_VERIFY = "to-verify", "Entered by the person, to be verified"
    VERIFIED = "verified", "Verified"
    REFUSED = "refused", "Refused"


COUNTING = (State.IMPORTED, State.TO_VERIFY, State.VERIFIED)


class Format(TextChoices):
    """How learning was given (A22, C32, D17). Keys are those that framework files use."""

    FACE_TO_FACE = "face-to-face", "Face to face"
    VIRTUAL = "virtual", "Live online"
    E_LEARNING = "e-learning", "E-learning"
    BLENDED = "blended", "Blended"
    IN_HOUSE = "in-house", "In-house or induction"
    BRIEFING = "briefing", "Briefing"
    NEED_TO_KNOW = "need-to-know", "Need to know session"
    MASTERCLASS = "masterclass", "Masterclass"
    CONFERENCE = "conference", "Conference or seminar"
    DEVELOPMENT_DAY = "development-day", "Learning and development day"
    PODCAST_OR_FILM = "podcast-or-film", "Podcast or film"
    PRACTITIONER_EVENT = "practitioner-event", "Practitioner learning event"
    FORUM = "forum", "Forum or network"
    PAPER = "paper", "Paper or other route"
    OTHER = "other", "Other"


class ProviderKind(TextChoices):
    """Who gave it."""

    MULTI_AGENCY = "multi-agency", "The partnership"
    SINGLE_AGENCY = "single-agency", "The person's own agency"
    EXTERNAL = "external", "Another provider"
    PRIOR_LEARNING = "prior-learning", "Recognised prior learning"
