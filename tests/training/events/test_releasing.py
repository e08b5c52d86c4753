"""Release a programme: copy last year's, change many at once, publish many."""

from datetime import timedelta

import pytest

from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused
from goldenthread.training.events import selectors, services
from goldenthread.training.events.models import Event, EventTrainer
from goldenthread.training.trainers.models import Trainer
from tests.build.events import a_course, a_venue, an_event, local
from tests.cast import NOW, SINCE, Cast


def test_last_years_programme_is_copied_to_the_same_weekdays(cast: Cast) -> None:
    by = cast.officer.actor()
    course = a_course(cast.fellside, "Conference 2026")
    old = an_event(cast, course, starts_at=local(31, 3, 9, 30), minimum=8, opens_at=local(1, 1, 9), mode="hybrid")
    services.hold_jointly(by=by, at=NOW, event=old, partnership=cast.marrow_vale)
    preview = selectors.copies_for([old], 52)
    assert [(one.title, one.warnings, one.copied_already) for one in preview] == [("Conference 2027", (), "")]
    made = services.copy_programme(by=by, at=NOW, partnership=cast.fellside, events=[old])
    copy = Event.objects.get(pk=made[0].pk)
    session = copy.sessions.get()
    assert (copy.state, copy.slug, copy.minimum, copy.mode, copy.venue) == (
        "draft", "2027-03-conference-2027", 8, "hybrid", old.venue,
    )  # fmt: skip
    assert session.starts_at.astimezone(LONDON) == local(30, 3, 9, 30, year=2027)
    assert (copy.opens_at, list(copy.joint_with.values_list("partnership_id", flat=True))) == (
        local(31, 12, 9),
        [cast.marrow_vale.pk],
    )
    assert services.copy_programme(by=by, at=NOW, partnership=cast.fellside, events=[old]) == []
    assert selectors.copies_for([old], 52)[0].copied_already == copy.slug
    with pytest.raises(Refused):
        services.copy_programme(by=cast.other_officer.actor(), at=NOW, partnership=cast.fellside, events=[old])


def test_copies_say_what_speaks_against_their_days(cast: Cast) -> None:
    old = an_event(cast, starts_at=local(30, 3, 9, 30))  # Easter Monday of 2027 is 29 March
    monday = services.plan_event(
        by=cast.officer.actor(), at=NOW, partnership=cast.fellside, course=old.course,
        sessions=[(local(30, 3, 13), local(30, 3, 16), None, "")],
    )  # fmt: skip
    assert selectors.copies_for([monday], 52)[0].warnings == ("29 March: Bank holiday: Easter Monday",)


def test_many_are_changed_as_the_preview_said(cast: Cast) -> None:
    by = cast.officer.actor()
    draft, shown = an_event(cast, published=False), an_event(cast, a_course(cast.fellside, "Exploitation"))
    hall = a_venue(cast.fellside, "Beck House")
    trainer = Trainer.objects.create(
        partnership=cast.fellside, person=cast.trainer.in_post, kind="associate", starts_on=SINCE
    )
    preview = selectors.changes_for([draft, shown], {"venue": hall, "minimum": 6})
    assert [(one.lines, bool(one.why_not)) for one in preview] == [
        (("Venue: Tarn Hall → Beck House", "Minimum: 0 → 6"), False),
        ((), True),
    ]
    done = services.change_many(by=by, at=NOW, events=[draft, shown], venue=hall, minimum=6)
    assert (list(done.done), [event for event, _ in done.left]) == ([draft], [shown])
    assert [(one.venue, one.minimum) for one in Event.objects.order_by("pk")] == [(hall, 6), (shown.venue, 0)]
    asked = services.change_many(by=by, at=NOW, events=[draft, shown], trainer=trainer)
    assert [why for _, why in asked.left] == [
        f"Tom Keld is not authorised for {title}. Give the reason for asking them all the same."
        for title in ("Neglect", "Exploitation")
    ]
    given = services.change_many(by=by, at=NOW, events=[draft, shown], trainer=trainer, why_overridden="Observed.")
    assert (len(given.done), EventTrainer.objects.filter(why_overridden="Observed.").count()) == (2, 2)


def test_many_are_published_and_each_left_says_why(cast: Cast) -> None:
    by = cast.officer.actor()
    ready, lacking = an_event(cast, published=False), an_event(cast, a_course(cast.fellside, "B"), published=False)
    services.set_sessions(by=by, at=NOW, event=lacking, sessions=[])
    out = services.publish_many(by=by, at=NOW, events=[ready, lacking], places={ready.pk: 20, lacking.pk: 20})
    assert list(out.done) == [ready]
    assert [(event, "It has no sessions" in why) for event, why in out.left] == [(lacking, True)]
    assert sorted(Event.objects.values_list("state", flat=True)) == ["draft", "published"]


def test_an_early_opening_stays_before_the_new_one(cast: Cast) -> None:
    event = an_event(cast, opens_at=local(1, 3, 9), early_opens_at=local(20, 2, 9), early_groups=["leads"])
    services.change_many(by=cast.officer.actor(), at=NOW, events=[event], opens_at=local(10, 2, 9))
    event.refresh_from_db()
    assert (event.opens_at, event.early_opens_at) == (local(10, 2, 9), None)
    made = services.copy_programme(
        by=cast.officer.actor(), at=NOW, partnership=cast.fellside, events=[event], weeks=10, opens_at=NOW
    )
    assert made[0].opens_at == NOW
    assert made[0].sessions.get().starts_at - event.sessions.get().starts_at == timedelta(weeks=10, hours=-1)
