"""Where an officer may go. The order is that of a working day."""

from goldenthread.kernel.actor import Role
from goldenthread.web.ui.navigation import Entry

OFFICER = frozenset({Role.OFFICER})

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

LOADS = frozenset({Role.OFFICER, Role.AGENCY_LEAD})

READERS = frozenset({Role.OFFICER, Role.BOARD, Role.CHAIR})
BOARD = frozenset({Role.BOARD, Role.CHAIR})

BOOKINGS = ("/programme/bookings/",)
DAYS = ("/programme/days-to-avoid/",)
ABOUT_COURSES = (
    "/programme/new-course/",
    "/programme/priorities-and-courses/",
    "/programme/what-courses-teach/",
    "/programme/why-and-how/",
    "/programme/training-tree/",
)

NAVIGATION = (
    Entry("Partnership", "office:home", roles=OFFICER, order=20),
    Entry("Agencies and requirements", "office:heat", roles=OFFICER, under="office:home", order=21),
    Entry("Over time", "office:trend", roles=OFFICER, under="office:home", order=22),
    Entry("Reach", "office:reach", roles=OFFICER, under="office:home", order=23),
    Entry("Places needed", "office:forecast", roles=OFFICER, under="office:home", order=24),
    Entry("People", "office:people", roles=OFFICER, order=30),
    Entry("Falling due", "office:due", roles=OFFICER, under="office:people", order=31),
    Entry("Exemptions", "office:exemptions", roles=OFFICER, under="office:people", order=32),
    Entry("One person?", "office:twins", roles=OFFICER, under="office:home", order=26),
    Entry("One person?", "office:twins", roles=ADMINISTRATOR, under="setup:home", order=4),
    Entry("Schools and colleges", "office:register", roles=OFFICER, under="office:people", order=33),
    Entry("Designated leads", "office:leads", roles=OFFICER, under="office:people", order=34),
    Entry("Figures", "office:figures", roles=BOARD, order=20),
    Entry("Agencies and requirements", "office:heat", roles=BOARD, under="office:figures", order=21),
    Entry("Over time", "office:trend", roles=BOARD, under="office:figures", order=22),
    Entry("Reach", "office:reach", roles=BOARD, under="office:figures", order=23),
    Entry("Places needed", "office:forecast", roles=BOARD, under="office:figures", order=24),
    Entry("Programme", "office:programme", roles=OFFICER, order=40),
    Entry("Today", "office:today", roles=OFFICER, under="office:programme", order=40),
    Entry("Applications", "office:applications", roles=OFFICER, under="office:programme", order=41, also=BOOKINGS),
    Entry("Events", "office:programme", roles=OFFICER, under="office:programme", order=42, also=DAYS),
    Entry("Courses", "office:courses", roles=OFFICER, under="office:programme", order=43, also=ABOUT_COURSES),
    Entry("Trainers", "office:trainers", roles=OFFICER, under="office:programme", order=44),
    Entry("Venues", "office:venues", roles=OFFICER, under="office:programme", order=45),
    Entry("Certificates", "office:certificates", roles=OFFICER, under="office:programme", order=46),
    Entry("Charges", "office:money", roles=OFFICER, under="office:programme", order=47),
    Entry("Programme figures", "office:programme_figures", roles=OFFICER, under="office:programme", order=48),
    Entry("Programme figures", "office:programme_figures", roles=BOARD, under="office:figures", order=25),
    Entry("Frameworks", "office:frameworks", roles=READERS, order=50),
    Entry("Load lists", "office:imports", roles=LOADS, order=70),
    Entry("Outside courses", "office:outside_courses", roles=OFFICER, under="office:imports", order=75),
    Entry("Messages", "office:messages", roles=OFFICER, order=80),
    Entry("Audit trail", "office:audit", roles=OFFICER, under="office:messages", order=90),
)
