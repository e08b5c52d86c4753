"""Words of the catalogue: how far a course is, whose it is, and how its learning is planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices


class CourseState(TextChoices):
    """Whether a course of ours is in the programme. One that is retired keeps its last state and its day."""

    DRAFT = "draft", "Being planned"
    PUBLISHED = "published", "In the programme"


class Arrangement(TextChoices):
    """Whose course it is (A11, A36): reported separately."""

    OWN = "own", "The partnership's own"
    HOSTED = "hosted", "Hosted: a partner's commissioned training, open to all"
    CASCADE = "cascade", "Cascaded by trainers in their own agency, at no cost"


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


class CycleStage(TextChoices):
    """The four stages of the reflective-learning cycle (A09)."""

    EXPERIENCE = "experience", "Having an experience"
    REFLECTION = "reflection", "Looking back on it"
    CONCLUSION = "conclusion", "Drawing conclusions from it"
    PLANNING = "planning", "Planning what to try next"


class About(TextChoices):
    """What a line that a course is checked against belongs to."""

    CONTENT = "content", "Content that every course must have"
    VALUES = "values", "Core values"
    PRINCIPLES = "principles", "Principles of course design"


class Stage(TextChoices):
    """When a course is held against its values (B31)."""

    PLANNING = "planning", "Planning"
    DELIVERY = "delivery", "Delivery"
    EVALUATION = "evaluation", "Evaluation"


TRANSITIONS: dict[str, tuple[str, ...]] = {
    CourseState.DRAFT: (CourseState.PUBLISHED,),
    CourseState.PUBLISHED: (CourseState.DRAFT,),
}
"""A course enters the programme when all that publishing asks is there, and can be taken out to be worked on."""


class Method(TextChoices):
    """A technique of the session plan (A27). No share of what is remembered is claimed for any of them."""

    TALK = "talk", "Talk or presentation"
    READING = "reading", "Reading"
    FILM = "film", "Film or sound"
    DEMONSTRATION = "demonstration", "Demonstration"
    DISCUSSION = "discussion", "Discussion in groups"
    PRACTICE = "practice", "Practice by doing: case work, role play"
    TEACHING = "teaching", "Teaching others"
    REFLECTION = "reflection", "Time to reflect"
    OTHER = "other", "Another way"


PARTICIPATORY = frozenset({Method.DISCUSSION, Method.PRACTICE, Method.TEACHING, Method.REFLECTION})
"""Techniques in which people take part themselves."""

TAG_KINDS: Mapping[str, str] = {
    "drivers": "What it is drawn from",
    "purposes": "Purposes of learning together",
    "competency-frameworks": "Competency frameworks it serves",
    "inputs": "What informed it",
    "themes": "Themes",
}
"""Kinds of a framework's lists whose lines a course may belong to, as they are asked for."""

OUR_ABILITIES = (
    "Recognise needs early",
    "Understand the lived experience of children",
    "Give timely and effective support",
    "Understand one's own role and how to work together",
)
"""What the workforce should become able to do, where the framework names nothing."""

OUR_VALUES = ("Partnership", "Respect for diversity", "Equality", "Centred on the child", "Participation")
"""Core values, where the framework names none."""


@dataclass(frozen=True)
class Choice:
    """A line of a framework's list: `line` is the list's key, a colon, and the line's place from 1."""

    line: str
    text: str
    evidence: str = ""
    of: str = ""  # the title of its list


@dataclass(frozen=True)
class DeliveryType:
    """A way of giving learning, as the partnership calls it, with its usual minutes. `own`: its framework names it."""

    key: str
    title: str
    minutes: int = 0
    own: bool = True


@dataclass(frozen=True)
class Place:
    """A level or a target group by its key and its name; a level also by the scheme it belongs to."""

    key: str
    name: str
    scheme: str = ""


@dataclass(frozen=True)
class Lists:
    """All that courses of a partnership are chosen from and held against: its framework's words, or ours.

    `demanded` are the kinds that its framework names itself: only these are asked for before publishing.
    """

    abilities: tuple[Choice, ...] = ()
    content: tuple[Choice, ...] = ()
    values: tuple[Choice, ...] = ()
    principles: tuple[Choice, ...] = ()
    tags: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    deliveries: tuple[DeliveryType, ...] = ()
    levels: tuple[Place, ...] = ()
    groups: tuple[Place, ...] = ()
    topics: tuple[str, ...] = ()
    demanded: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()  # keys of courses the framework names

    def of(self, about: str) -> tuple[Choice, ...]:
        """The lines that a course is held against."""
        return {About.CONTENT: self.content, About.VALUES: self.values, About.PRINCIPLES: self.principles}[About(about)]

    def delivery(self, key: str) -> str:
        """A delivery type in words; one that is in no list any more is shown by its key."""
        return next((one.title for one in self.deliveries if one.key == key), key.replace("-", " "))

    def level(self, key: str, scheme: str) -> str:
        """A level in words."""
        return next((one.name for one in self.levels if (one.key, one.scheme) == (key, scheme)), key)


@dataclass(frozen=True)
class Planned:
    """How far a course is planned: the facts that publishing asks for."""

    aims: str = ""
    delivery: str = ""
    minutes: int = 0
    has_review_day: bool = False
    outcomes: tuple[tuple[str, str], ...] = ()  # each with the ability it is tagged to
    priority_count: int = 0
    tagged: frozenset[str] = frozenset()  # kinds of list
    met: frozenset[tuple[str, str, str]] = frozenset()  # about, stage, line


@dataclass(frozen=True)
class Missing:
    """One thing a course still lacks, in words, and the part of its page where it is mended."""

    words: str
    part: str


@dataclass(frozen=True)
class Difference:
    """What one version of a course's content says otherwise than another."""

    label: str
    before: str
    after: str
