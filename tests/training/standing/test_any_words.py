"""A framework's words are words: whatever they hold, the database answers as the person's own page does."""

from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.kernel.periods import Period, Unit
from goldenthread.setting.frameworks.terms import Completed, Framework, Group, Level, Question, Requirement, Selection
from goldenthread.setting.workforce.models import ConditionAnswer
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format
from goldenthread.training.standing.models import Exemption
from goldenthread.training.standing.selectors.bulk import BulkStanding, drop_temporary, rows_of
from goldenthread.training.standing.selectors.facts import facts_of, standing_of
from goldenthread.training.standing.selectors.figures import Filters, heat_from
from goldenthread.training.standing.selectors.plan import Edition, RowOf, course_book
from goldenthread.training.standing.selectors.plan import build as read

from . import build

ODD = st.text(st.sampled_from("a'\"\\%;-{}$:?_`/*\n é☃𝄞"), min_size=1, max_size=12)
NASTY = "%s'); DROP TABLE records_record; -- \\"


class AnyWords(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(key=ODD, title=ODD, group=ODD, level=ODD, topic=ODD, question=ODD, given_as=ODD)
    @example(key=NASTY, title=NASTY, group=NASTY, level=NASTY, topic=NASTY, question=NASTY, given_as=NASTY)
    def test_any_words_compile_and_answer_right(
        self, key: str, title: str, group: str, level: str, topic: str, question: str, given_as: str
    ) -> None:
        where = build.partnership()
        school = build.agency([where])
        person, other = (build.posted(where, school, group=group) for _ in range(2))
        ConditionAnswer.objects.create(
            person=person, partnership=where, question_key=question, is_yes=True, answered_at=build.NOW
        )
        course = Course.objects.create(partnership=where, key=key, title=title, level=level, topics=[topic])
        build.completed(person, course, date(2025, 5, 6), given_as=Format.BRIEFING)
        year = Period(1, Unit.YEARS)
        rules = (
            Completed(Selection(courses=(key,)), year),
            Completed(Selection(levels=(level,)), year),
            Completed(Selection(topics=(topic,), formats=(given_as, Format.BRIEFING)), year),
            Completed(Selection(topics=(topic,), formats=(given_as,)), year),
        )
        framework = Framework(
            key="any",
            title=title,
            partnership="Any",
            levels=(Level(level, title),),
            questions=(Question(question, title),),
            groups=(Group(group, title, levels=(level,)),),
            requirements=tuple(
                Requirement(f"{key}{i}", title, rule, groups=(group,), condition=question if i == 0 else "")
                for i, rule in enumerate(rules)
            ),
        )
        rows = tuple(RowOf(i + 1, f"{key}{i}") for i in range(len(rules)))
        plan = read(where.pk, [Edition(framework, rows)], course_book(where.pk))
        BulkStanding(plan, build.TODAY, only_its_people=False).into("gt_try")
        found = {
            row[:3]: row[3] for row in rows_of("SELECT person_id, agency_id, requirement_id, valid_until FROM gt_try")
        }
        alone = {
            place: values[0]
            for one, facts in facts_of([person.pk, other.pk], build.TODAY).items()
            for place, values in standing_of(plan, one, facts).items()
        }
        until = date(2026, 5, 6)
        assert found == alone
        assert [found.get((person.pk, school.pk, i + 1)) for i in range(4)] == [until, until, until, None]
        assert (other.pk, school.pk, 1) not in found
        Exemption.objects.create(
            person=person,
            partnership=where,
            requirement_key=f"{key}1",
            reason="Long leave",
            approved_by_account_id=0,
            approved_by_name="Olive Fell",
            starts_on=build.TODAY,
            ends_on=build.TODAY,
        )
        heat = heat_from(plan, build.TODAY, Filters(group=group), "gt_try")
        assert [heat.totals[f"{key}{i}"].exempt for i in range(4)] == [0, 1, 0, 0]
        drop_temporary(["gt_try"])
        assert Record.objects.count() == 1
