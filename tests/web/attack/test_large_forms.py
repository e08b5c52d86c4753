"""Forms as large as a whole county's event makes them are still read."""

from django.urls import reverse

from goldenthread.training.bookings.models import Booking, Register
from tests.build.attendance import a_past_event, people_of
from tests.build.events import a_course, local
from tests.cast import Cast


def test_a_register_of_three_hundred_is_saved_in_one(cast: Cast) -> None:
    event = a_past_event(cast.fellside, a_course(cast.fellside), local(24, 3, 9, 30, year=2025), places=0)
    Register.objects.filter(event=event).delete()
    ids = [one.pk for one in people_of(event, cast.school, booked=300)]
    sent = {f"{name}-{pk}": "" for pk in ids for name in ("minutes", "why", "was")}
    sent |= {f"mark-{pk}": "attended" for pk in ids}
    address = reverse("trainer:register", args=["fellside", event.slug])
    assert cast.officer.client().post(address, sent).status_code == 302
    assert Booking.objects.filter(event=event, outcome="attended").count() == 300
