"""What is asked of a course, one purpose a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from goldenthread.setting.partnerships.selectors.agencies import current_agencies
from goldenthread.setting.partnerships.selectors.areas import priorities_of
from goldenthread.training.catalogue.selectors import ours
from goldenthread.training.catalogue.selectors.courses import possible_owners
from goldenthread.training.catalogue.selectors.whole import Whole
from goldenthread.training.catalogue.terms import TAG_KINDS, Arrangement, Lists
from goldenthread.web.ui.forms import DateField

from ...area import Area

NO_LEVEL = ("", "No level")


def short(label: str, asks: str = "", most: int = 250, help_text: str = "") -> forms.CharField:
    messages = {"required": asks} if asks else {}
    return forms.CharField(
        label=label, required=bool(asks), max_length=most, help_text=help_text, error_messages=messages
    )


def long(label: str, asks: str = "", help_text: str = "", rows: int = 4) -> forms.CharField:
    messages = {"required": asks} if asks else {}
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=bool(asks), max_length=5000, help_text=help_text, widget=box, error_messages=messages
    )


def number(label: str, help_text: str = "", most: int = 20_000) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        help_text=help_text,
        error_messages={"required": f"Enter a number for {label.lower()}", "invalid": "Enter a whole number"},
    )


def one_of(label: str, choices: Iterable[tuple[str, str]], help_text: str = "", asks: str = "") -> forms.ChoiceField:
    messages = {"required": asks, "invalid_choice": "Choose one of the list"}
    return forms.ChoiceField(
        label=label, choices=list(choices), required=bool(asks), help_text=help_text, error_messages=messages
    )


def some_of(label: str, choices: Iterable[tuple[Any, str]], help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=[(str(key), words) for key, words in choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def level_choices(lists: Lists) -> list[tuple[str, str]]:
    """Levels by scheme and key, as one value."""
    return [NO_LEVEL, *((f"{one.scheme}|{one.key}", one.name) for one in lists.levels)]


def level_of(value: str) -> tuple[str, str]:
    """The key and the scheme of a level chosen."""
    scheme, _, key = value.partition("|")
    return key, scheme


class NewForm(forms.Form):
    """A course of the partnership's own, from what calls for it."""

    title = short("Title", "Enter the title of the course")
    theme = short(
        "Which theme or need does it answer?",
        "Say which theme or need the course answers",
        300,
        "Such as: three reviews this year found that fathers were not seen.",
    )

    def __init__(self, *args: Any, lists: Lists | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lists is not None and lists.levels:
            self.fields["level"] = one_of("Level", level_choices(lists))

    def values(self) -> dict[str, Any]:
        key, scheme = level_of(self.cleaned_data.get("level", ""))
        level = {"level": key, "level_scheme": scheme} if "level" in self.fields else {}
        return {"title": self.cleaned_data["title"], "theme": self.cleaned_data["theme"], **level}


class PartForm(forms.Form):
    """One part of a course. `values()` is what its service is told."""

    def __init__(self, *args: Any, whole: Whole, area: Area, **kwargs: Any) -> None:
        self.whole, self.area = whole, area
        super().__init__(*args, **{"initial": self.shown(), **kwargs})
        self.offer()

    def shown(self) -> dict[str, Any]:
        """What the course says now."""
        return {name: getattr(self.whole.course, name, None) for name in self.base_fields}

    def offer(self) -> None:
        """Offer what the partnership itself names."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DescribeForm(PartForm):
    """What it is called and what it is for."""

    title = short("Title", "Enter the title of the course")
    aims = long("What is it for?", help_text="Its aims, in two or three sentences. The public reads them.")
    description = long("What does it hold?", help_text="Topics, and how the day goes.", rows=6)
    theme = short("Which theme or need does it answer?", most=300)


class PlaceForm(PartForm):
    """Where it stands in the training tree, and for whom it is."""

    branch = short(
        "Branch of the training tree", most=80, help_text="Such as: Neglect. Courses of a branch stand together."
    )

    def offer(self) -> None:
        lists, course = self.whole.lists, self.whole.course
        if course.key not in lists.named:
            level = f"{course.level_scheme}|{course.level}" if course.level else ""
            self.fields["level"] = one_of("Level", level_choices(lists))
            self.initial["level"] = level
            topics = sorted({*lists.topics, *course.topics})
            self.fields["topics"] = some_of("Topics", [(one, one.replace("-", " ")) for one in topics])
            self.initial["topics"] = course.topics
        hint = "Tick none if it is for everyone."
        self.fields["groups"] = some_of("For which target groups?", [(g.key, g.name) for g in lists.groups], hint)
        self.initial["groups"] = course.groups

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if "level" in given:
            given["level"] = level_of(given["level"])
        return given


class TimeForm(PartForm):
    """How it is given, and how long it is."""

    delivery = forms.ChoiceField(label="How is it given?", error_messages={"required": "Choose how it is given"})
    minutes = number("Length in minutes", "A day of six hours is 360, a half day 180.")
    participatory_minutes = number("Of these, minutes in which people take part", "Discussion, case work, practice.")
    usual_places = number("Usual number of places", most=5000)
    usual_minimum = number("Fewest people it runs with", "0 if it runs with anybody.", most=5000)

    def offer(self) -> None:
        field, lists = self.fields["delivery"], self.whole.lists
        known = {one.key for one in lists.deliveries}
        kept = self.whole.course.delivery
        further = [(kept, lists.delivery(kept))] if kept and kept not in known else []
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), *((one.key, one.title) for one in lists.deliveries), *further]


class ArrangeForm(PartForm):
    """Whose course it is."""

    arrangement = forms.ChoiceField(label="Whose course is it?", choices=Arrangement.choices, widget=forms.RadioSelect)
    commissioner = short(
        "Who commissioned it?", most=200, help_text="For hosted training, such as: the council's public health team."
    )

    def offer(self) -> None:
        self.agencies = {str(one.pk): one for one in current_agencies(self.area.partnership)}
        agencies = [(key, one.name) for key, one in self.agencies.items()]
        hint = "The partner whose training it is, if it is one of ours."
        self.fields["host"] = one_of("Hosted for", [("", "Nobody of the partnership"), *agencies], hint)
        self.initial["host"] = str(self.whole.course.host_id or "")

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "host": self.agencies.get(self.cleaned_data["host"])}


class KeepForm(PartForm):
    """Who answers for it, and when it is next reviewed."""

    review_due_on = DateField(label="Next review of its content", required=False)

    def offer(self) -> None:
        found = possible_owners(self.area.actor, self.area.id, self.area.on)
        kept = self.whole.course.owner
        self.owners = {str(one.pk): one for one in ([kept] if kept else []) + found}
        owners = [(key, str(one)) for key, one in self.owners.items()]
        hint = "Officers and trainers of the partnership."
        self.fields["owner"] = one_of("Who answers for it?", [("", "Nobody yet"), *owners], hint)
        self.initial["owner"] = str(self.whole.course.owner_id or "")

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": self.owners.get(self.cleaned_data["owner"])}


class OrderForm(PartForm):
    """The courses that come before it."""

    def offer(self) -> None:
        others = [one for one in ours(self.area.id) if one.pk != self.whole.course.pk]
        choices = [(one.pk, one.title) for one in others]
        self.others = {str(one.pk): one for one in others}
        needed = "Nobody is accepted without these."
        self.fields["needed"] = some_of("Needed before it", choices, needed)
        self.fields["advised"] = some_of("Recommended before it", choices, "The usual order. Nobody is turned away.")
        for name, is_needed in (("needed", True), ("advised", False)):
            self.initial[name] = [str(one.pk) for one, needs in self.whole.before if needs is is_needed]

    def values(self) -> dict[str, Any]:
        return {name: [self.others[key] for key in self.cleaned_data[name]] for name in ("needed", "advised")}


class TagsForm(PartForm):
    """Lines of the framework's lists that it belongs to."""

    def offer(self) -> None:
        had = {tag.line: tag for tag in self.whole.tags}
        for kind, lines in self.whole.lists.tags.items():
            self.fields[kind] = some_of(TAG_KINDS[kind], [(one.line, one.text) for one in lines])
            self.initial[kind] = [one.line for one in lines if one.line in had]
        offered = {one.line for lines in self.whole.lists.tags.values() for one in lines}
        kept = [(tag.line, tag.text) for tag in self.whole.tags if tag.line not in offered]
        if kept:
            self.fields["kept"] = some_of("From lists that are no longer in force", kept, "What is unticked is gone.")
            self.initial["kept"] = [line for line, _ in kept]

    def values(self) -> dict[str, Any]:
        return {"lines": [line for chosen in self.cleaned_data.values() for line in chosen]}


class PrioritiesForm(PartForm):
    """The priorities that it serves."""

    def offer(self) -> None:
        kept = {one.pk for one in self.whole.priorities}
        running = [
            one
            for one in priorities_of(self.area.partnership)
            if one.ends_on is None or one.ends_on >= self.area.on or one.pk in kept
        ]
        self.running = {str(one.pk): one for one in running}
        none = "" if running else "The partnership has set no priorities yet: set them under Set up, Priorities."
        self.fields["priorities"] = some_of(
            "Which priorities does it serve?", [(key, str(one)) for key, one in self.running.items()], none
        )
        self.initial["priorities"] = [str(key) for key in kept]

    def values(self) -> dict[str, Any]:
        return {"priorities": [self.running[key] for key in self.cleaned_data["priorities"]]}


class CheckForm(forms.Form):
    """One list at one stage: line by line, whether it is met and where that is seen."""

    def __init__(self, *args: Any, lines: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [held.line for held in lines]
        for held in lines:
            line, check = held.line, held.check
            self.fields[f"met-{line.line}"] = forms.BooleanField(label=line.text, required=False, initial=held.is_met)
            evidence = short("Where it is seen", most=2000, help_text=line.evidence)
            evidence.initial = check.evidence if check else ""
            self.fields[f"evidence-{line.line}"] = evidence

    def values(self) -> dict[str, Any]:
        given: Mapping[str, Any] = self.cleaned_data
        answers = {one.line: (given[f"met-{one.line}"], given[f"evidence-{one.line}"]) for one in self.lines}
        return {"answers": answers}
