"""Tags of every page: `{% load ui %}`."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.web.ui import fields as shown
from goldenthread.web.ui.components import component, nested
from goldenthread.web.ui.sign_in_words import in_our_words
from goldenthread.web.ui.status import status_tag

register = template.Library()
register.filter("in_our_words", in_our_words)


@register.simple_tag
def govuk(name: str, params: dict[str, Any] | None = None, /, **flat: Any) -> SafeString:
    """`{% govuk "button" text="Save" %}`; `label__text="Name"` reaches into a nested parameter."""
    return component(name, {**(params or {}), **nested(flat)})


class Around(template.Node):
    """A component around what stands between the tags, given to it as HTML."""

    def __init__(self, name: FilterExpression, flat: dict[str, FilterExpression], inside: NodeList) -> None:
        self.name, self.flat, self.inside = name, flat, inside

    def render(self, context: Context) -> SafeString:
        flat = {key: value.resolve(context) for key, value in self.flat.items()}
        return component(self.name.resolve(context), {**nested(flat), "html": self.inside.render(context)})


@register.tag
def govukaround(parser: Parser, token: Token) -> Around:
    """`{% govukaround "details" summary_text="Why?" %}...{% endgovukaround %}`."""
    _, name, *bits = token.split_contents()
    flat = token_kwargs(bits, parser)
    inside = parser.parse(("endgovukaround",))
    parser.delete_first_token()
    return Around(parser.compile_filter(name), flat, inside)


@register.simple_tag
def status(value: object, text: str = "") -> SafeString:
    """`{% status row.status %}`: where someone stands, as a tag with its word and its mark."""
    return status_tag(str(value), text)


@register.simple_tag
def error_summary(*given: BaseForm) -> SafeString:
    """Everything that is wrong with the forms, at the top of the page, each linked to its field."""
    return shown.error_summary(*given)


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """`{% field form.name label_size="m" heading=True %}`: one field with its label, hint and error."""
    return shown.field(bound, **options)


@register.simple_tag
def fields(form: BaseForm, **options: Any) -> SafeString:
    """Every field of a form in its order, the hidden ones too."""
    return shown.fields(form, **options)


@register.inclusion_tag("ui/form.html", takes_context=True)
def govukform(
    context: Context, form: BaseForm, submit: str = "Save", cancel: str = "", action: str = "", summary: bool = True
) -> dict[str, Any]:
    """`{% govukform form submit="Add the person" cancel=back %}`: the whole form, error summary included."""
    given = {"form": form, "submit": submit, "cancel": cancel, "action": action, "summary": summary}
    return {**given, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/table.html", takes_context=True)
def table(context: Context, bound: Any) -> dict[str, Any]:
    """`{% table table %}`: a bound table with its filters, paging and exports; no heading that repeats the page's."""
    return {"table": bound, "title": context.get("title", "")}


@register.inclusion_tag("ui/chart.html")
def chart(drawn: Any) -> dict[str, Any]:
    """`{% chart chart %}`: a drawn chart with its description and its figures."""
    return {"chart": drawn}


@register.inclusion_tag("ui/thread.html")
def thread(steps: Any, label: str = "") -> dict[str, Any]:
    """`{% thread steps label="Your pathway" %}`: steps in order along the gold thread."""
    return {"steps": steps, "label": label}


@register.simple_tag
def page_title(title: str, form: BaseForm | None = None) -> SafeString:
    """The title of a page; it says first that there is something to mend."""
    prefix = "Error: " if form is not None and form.is_bound and form.errors else ""
    return format_html("{}{}", prefix, title)
