"""Addresses of the catalogue."""

from django.urls import URLPattern, path

from ..views import course_lines, course_parts, course_reports, course_states, courses

ONE = "programme/catalogue/<str:course_key>/"

urlpatterns: list[URLPattern] = [
    path("programme/catalogue/", courses.courses, name="courses"),
    path("programme/new-course/", courses.new, name="course_new"),
    path("programme/priorities-and-courses/", course_reports.priorities, name="course_priorities"),
    path("programme/priorities-and-courses/take-over/", course_reports.take_over, name="course_take_over"),
    path("programme/what-courses-teach/", course_reports.coverage, name="course_coverage"),
    path("programme/why-and-how/", course_reports.reports, name="course_reports"),
    path("programme/training-tree/", course_reports.tree, name="course_tree"),
    path(ONE, courses.course, name="course"),
    path(f"{ONE}change/<slug:part>/", course_parts.change, name="course_change"),
    path(f"{ONE}held-against/<slug:about>/<slug:stage>/", course_parts.check, name="course_check"),
    path(f"{ONE}outcomes/add/", course_lines.add_outcome, name="course_outcome_add"),
    path(f"{ONE}outcomes/<int:outcome_id>/", course_lines.change_outcome, name="course_outcome"),
    path(f"{ONE}outcomes/<int:outcome_id>/move/", course_lines.move_outcome, name="course_outcome_move"),
    path(f"{ONE}outcomes/<int:outcome_id>/remove/", course_lines.remove_outcome, name="course_outcome_remove"),
    path(f"{ONE}plan/add/", course_lines.add_method, name="course_method_add"),
    path(f"{ONE}plan/<int:method_id>/", course_lines.change_method, name="course_method"),
    path(f"{ONE}plan/<int:method_id>/move/", course_lines.move_method, name="course_method_move"),
    path(f"{ONE}plan/<int:method_id>/remove/", course_lines.remove_method, name="course_method_remove"),
    path(f"{ONE}publish/", course_states.publish, name="course_publish"),
    path(f"{ONE}take-out/", course_states.take_out, name="course_take_out"),
    path(f"{ONE}retire/", course_states.retire, name="course_retire"),
    path(f"{ONE}take-back/", course_states.take_back, name="course_take_back"),
    path(f"{ONE}copy/", courses.copy, name="course_copy"),
    path(f"{ONE}versions/keep/", course_states.keep_version, name="course_version_keep"),
    path(f"{ONE}versions/<int:number>/", course_states.version, name="course_version"),
    path(f"{ONE}reviews/add/", course_states.review, name="course_review"),
]
