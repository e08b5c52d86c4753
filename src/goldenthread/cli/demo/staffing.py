"""Who works where: for each kind of agency its posts, how common each is, and what it is called there.

Job roles carry the keys that framework packs share, so that everyone lands in a target group
whichever pack is in force.
"""

from dataclasses import dataclass

from goldenthread.setting.partnerships.terms import AgencyKind


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its job role's key, the titles HR gives it, how many of a hundred hold it."""

    role: str
    titles: tuple[str, ...]
    share: float
    volunteer: bool = False
    leads: bool = False  # these manage the others
    approver_role: str = ""  # approved by whoever holds this role; "-" for nobody declared


K = AgencyKind
J = Job

STAFFING: dict[AgencyKind, tuple[Job, ...]] = {
    K.SCHOOL: (
        J("headteacher", ("Headteacher", "Head of school"), 2, leads=True, approver_role="Chair of governors"),
        J("deputy-headteacher", ("Deputy headteacher", "Assistant headteacher"), 4, leads=True),
        J("teacher", ("Class teacher", "Teacher", "Teacher of English", "Teacher of maths", "Supply teacher"), 38),
        J("teaching-assistant", ("Teaching assistant", "Higher level teaching assistant"), 25),
        J("pastoral-lead", ("Head of year", "Pastoral support officer", "Attendance officer"), 7),
        J("administrator", ("School administrator", "Office manager"), 6),
        J("catering-worker", ("Lunchtime supervisor", "Cook"), 6),
        J("caretaker", ("Site manager", "Cleaner in charge"), 3),
        J("trustee-or-governor", ("Governor", "Safeguarding governor"), 5, volunteer=True, approver_role="-"),
        J("volunteer", ("Reading volunteer", "Parent helper"), 3, volunteer=True),
    ),
    K.COLLEGE: (
        J("headteacher", ("Principal",), 1, leads=True, approver_role="Chair of governors"),
        J("deputy-headteacher", ("Vice principal", "Head of faculty"), 5, leads=True),
        J("teacher", ("Lecturer", "Tutor", "Course leader"), 54),
        J("pastoral-lead", ("Student support officer", "Progress mentor"), 14),
        J("administrator", ("Administrator", "Learning resources assistant"), 16),
        J("caretaker", ("Estates assistant",), 5),
        J("trustee-or-governor", ("Governor",), 4, volunteer=True, approver_role="-"),
    ),
    K.HEALTH_PROVIDER: (
        J("team-manager", ("Ward manager", "Service manager", "Matron", "Clinical lead"), 6, leads=True),
        J("hospital-clinician", ("Staff nurse", "Registered nurse", "Consultant", "Foundation doctor"), 30),
        J("hospital-clinician", ("Healthcare assistant", "Physiotherapist", "Dietitian", "Paramedic"), 19),
        J("midwife", ("Midwife", "Community midwife"), 8),
        J("paediatrician", ("Consultant paediatrician", "Specialty registrar, paediatrics"), 3),
        J("health-visitor", ("Health visitor", "Specialist community public health nurse"), 6),
        J("school-nurse", ("School nurse",), 3),
        J("camhs-worker", ("Children's mental health practitioner", "Clinical psychologist"), 4),
        J("adult-mental-health-worker", ("Community mental health nurse", "Mental health practitioner"), 4),
        J("substance-misuse-worker", ("Recovery worker",), 1),
        J("sexual-health-worker", ("Sexual health nurse",), 1),
        J("named-nurse", ("Named nurse for safeguarding children",), 0.4),
        J("receptionist", ("Ward clerk", "Medical secretary", "Receptionist"), 10),
        J("driver-escort", ("Porter", "Patient transport driver"), 3),
        J("nhs-board-member", ("Non-executive director", "Chief nurse"), 0.5, approver_role="Chair of the trust"),
        J("", ("Bank worker", "Agency (unspecified)"), 1),
    ),
    K.HEALTH_COMMISSIONER: (
        J("senior-manager", ("Director of nursing", "Head of quality"), 12, leads=True, approver_role="Chief nurse"),
        J("designated-nurse", ("Designated nurse for safeguarding children",), 5),
        J("designated-doctor", ("Designated doctor for safeguarding children",), 3),
        J("commissioner", ("Commissioning manager", "Contract manager"), 45),
        J("administrator", ("Business support officer",), 35),
    ),
    K.GENERAL_PRACTICE: (
        J("general-practitioner", ("GP partner",), 14, leads=True, approver_role="Practice manager"),
        J("general-practitioner", ("Salaried GP", "Locum GP"), 18),
        J("practice-nurse", ("Practice nurse", "Nurse practitioner"), 24),
        J("receptionist", ("Receptionist", "Practice administrator"), 44),
    ),
    K.POLICE: (
        J("team-manager", ("Sergeant", "Inspector", "Detective sergeant"), 9, leads=True),
        J("police-officer", ("Constable", "Response officer", "Neighbourhood officer"), 58),
        J("child-protection-police-officer", ("Detective constable, child abuse investigation",), 8),
        J("police-officer", ("Police community support officer", "Custody officer"), 13),
        J("administrator", ("Control room operator", "Case file administrator"), 11),
        J("senior-manager", ("Superintendent",), 1, approver_role="Assistant chief constable"),
    ),
    K.CHILDRENS_SOCIAL_CARE: (
        J("team-manager", ("Team manager", "Assistant team manager"), 9, leads=True),
        J("practice-supervisor", ("Practice supervisor", "Senior practitioner"), 5, leads=True),
        J("social-worker", ("Social worker", "Senior social worker", "Advanced practitioner"), 46),
        J("child-protection-reviewing-officer", ("Independent reviewing officer", "Conference chair"), 4),
        J("family-support-worker", ("Family support worker", "Family help practitioner", "Contact worker"), 18),
        J("residential-worker", ("Residential childcare worker",), 5),
        J("local-authority-designated-officer", ("Designated officer (allegations)",), 0.6),
        J("administrator", ("Business support officer",), 11),
        J("senior-manager", ("Head of service",), 1.5, approver_role="Director of children's services"),
    ),
    K.COUNCIL: (
        J("senior-manager", ("Head of service", "Director"), 4, leads=True, approver_role="Chief executive"),
        J("team-manager", ("Team manager", "Library manager"), 6, leads=True),
        J("learning-disability-worker", ("Learning disability worker", "Adult social care officer"), 18),
        J("safeguarding-adviser", ("Education safeguarding adviser",), 2),
        J("librarian", ("Library assistant", "Librarian"), 14),
        J("administrator", ("Administrator", "Customer service adviser"), 24),
        J("driver-escort", ("Passenger assistant", "Home to school driver"), 12),
        J("environmental-health-officer", ("Licensing officer", "Environmental health officer"), 6),
        J("grounds-worker", ("Park warden",), 5),
        J("recreation-assistant", ("Leisure assistant", "Lifeguard"), 6),
        J("elected-member", ("Councillor",), 3, approver_role="-"),
    ),
    K.PROBATION: (
        J("team-manager", ("Senior probation officer",), 12, leads=True),
        J("probation-officer", ("Probation officer", "Probation services officer"), 70),
        J("administrator", ("Case administrator",), 18),
    ),
    K.YOUTH_JUSTICE: (
        J("team-manager", ("Operational manager",), 12, leads=True),
        J("youth-justice-worker", ("Youth justice officer", "Restorative practice worker"), 75),
        J("volunteer", ("Referral order panel member",), 13, volunteer=True),
    ),
    K.FIRE: (
        J("team-manager", ("Watch manager", "Station manager"), 12, leads=True),
        J("firefighter", ("Firefighter", "On-call firefighter"), 72),
        J("administrator", ("Prevention officer", "Administrator"), 16),
    ),
    K.EARLY_YEARS: (
        J("nursery-manager", ("Nursery manager", "Deputy manager"), 12, leads=True, approver_role="Proprietor"),
        J("early-years-worker", ("Early years practitioner", "Room leader", "Apprentice"), 70),
        J("play-scheme-volunteer", ("Student on placement", "Play volunteer"), 18, volunteer=True),
    ),
    K.FOSTERING: (
        J("team-manager", ("Fostering team manager",), 6, leads=True),
        J("social-worker", ("Supervising social worker",), 22),
        J("foster-carer", ("Foster carer",), 72, approver_role="Supervising social worker"),
    ),
    K.HOUSING: (
        J("team-manager", ("Neighbourhood manager",), 12, leads=True),
        J("housing-officer", ("Housing officer", "Tenancy support worker"), 60),
        J("administrator", ("Customer adviser",), 28),
    ),
    K.VOLUNTARY: (
        J("team-manager", ("Project manager", "Chief officer"), 12, leads=True, approver_role="Trustees"),
        J("youth-worker", ("Youth worker", "Project worker"), 25),
        J("domestic-abuse-worker", ("Independent domestic abuse adviser",), 6),
        J("family-support-worker", ("Family worker",), 12),
        J("community-youth-volunteer", ("Volunteer", "Mentor", "Group leader"), 35, volunteer=True),
        J("trustee-or-governor", ("Trustee",), 10, volunteer=True, approver_role="-"),
    ),
    K.FAITH: (
        J("faith-worker", ("Parish priest", "Imam", "Minister"), 15, leads=True, approver_role="Safeguarding trustee"),
        J("faith-worker", ("Children's worker", "Madrasah teacher"), 25),
        J("community-youth-volunteer", ("Sunday club volunteer", "Youth group volunteer"), 60, volunteer=True),
    ),
    K.SPORT: (
        J("sports-welfare-officer", ("Club welfare officer",), 12, leads=True, approver_role="Club committee"),
        J("sports-development-officer", ("Head coach", "Coach"), 38),
        J("volunteer", ("Team manager", "Poolside helper", "Volunteer"), 50, volunteer=True),
    ),
    K.PARTNERSHIP_TEAM: (
        J("partnership-officer", ("Partnership manager",), 20, leads=True, approver_role="Partnership chair"),
        J("partnership-officer", ("Learning and development officer",), 35),
        J("partnership-trainer", ("Partnership trainer",), 20),
        J("administrator", ("Business support officer",), 25),
    ),
}  # fmt: skip

CHILDMINDING = (J("childminder", ("Childminder", "Childminder's assistant"), 100, approver_role="-"),)
"""The childminders' network: everyone works alone, so nobody approves for them."""

ALL_ROLES: dict[str, str] = {
    job.role: job.titles[0] for jobs in (*STAFFING.values(), CHILDMINDING) for job in jobs if job.role
}
"""Every job role of the demo, with a title for those that no pack names."""
