"""What an import writes, noted as it writes, so that it can be taken back exactly and nothing later is lost."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from goldenthread.kernel.refusal import Refusal

from .models import Batch, JournalPage

PAGE = 1000
CREATED, CHANGED = "created", "changed"


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


@cache
def _values(model: type[Model]) -> Callable[[Model], tuple[object, ...]]:
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))


def digest(row: Model) -> str:
    """A short mark of all that a row says: a change by anyone changes it."""
    says = "\x1f".join(map(str, _values(type(row))(row)))
    return hashlib.blake2s(says.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Journal:
    """The pages of one import, in the order of writing. Close it in the same transaction as the writing."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._position = 0
        self._pages: list[JournalPage] = []

    def created(self, rows: Iterable[Model]) -> None:
        self._keep(CREATED, ((row._meta.label_lower, [row.pk, digest(row)]) for row in rows))

    def changed(self, rows: Iterable[tuple[Model, Mapping[str, object]]]) -> None:
        """Rows as they are now, each with what its changed fields (by column name) said before."""
        self._keep(
            CHANGED,
            (
                (row._meta.label_lower, [row.pk, {f: [plain(v), plain(getattr(row, f))] for f, v in before.items()}])
                for row, before in rows
            ),
        )

    def _keep(self, act: str, entries: Iterable[tuple[str, list[Any]]]) -> None:
        by_thing: dict[str, list[list[Any]]] = defaultdict(list)
        for thing, entry in entries:
            by_thing[thing].append(entry)
        for thing, listed in by_thing.items():
            for start in range(0, len(listed), PAGE):
                self._pages.append(
                    JournalPage(
                        batch=self.batch,
                        position=self._position,
                        thing=thing,
                        act=act,
                        entries=listed[start : start + PAGE],
                    )
                )
                self._position += 1

    def close(self) -> None:
        JournalPage.objects.bulk_create(self._pages, batch_size=20)
        self._pages = []


def _model(thing: str) -> type[Model]:
    return apps.get_model(thing)


def _current(page: JournalPage) -> dict[Any, Model]:
    keys = [entry[0] for entry in page.entries]
    found: dict[Any, Model] = {}
    for start in range(0, len(keys), 500):
        found.update(_model(page.thing)._default_manager.in_bulk(keys[start : start + 500]))
    return found


def _keys(pages: Sequence[JournalPage], act: str | None = None) -> dict[str, set[Any]]:
    keys: dict[str, set[Any]] = defaultdict(set)
    for page in pages:
        if act is None or page.act == act:
            keys[page.thing].update(entry[0] for entry in page.entries)
    return keys


def _pointing_at(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Foreign keys to the model that the database itself holds to; a derived table's are not, and do not count."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            field = relation.field  # type: ignore[union-attr]  # a reverse relation always has its field
            if isinstance(field, ForeignKey) and getattr(field, "db_constraint", True):
                yield field


def _used_since(pages: Sequence[JournalPage]) -> str:
    """What else now points at something this import created, in the field's words; empty if nothing does."""
    own = _keys(pages)
    for page in pages:
        if page.act != CREATED:
            continue
        keys = {entry[0] for entry in page.entries}
        for field in _pointing_at(_model(page.thing)):
            pointing = field.model._default_manager.filter(
                **{f"{field.name}__gte": min(keys), f"{field.name}__lte": max(keys)}
            ).values_list("pk", field.attname)
            mine = own.get(field.model._meta.label_lower, set())
            others = [pk for pk, key in pointing.iterator() if key in keys and pk not in mine]
            if others:
                noun = field.model._meta.verbose_name_plural if len(others) > 1 else field.model._meta.verbose_name
                return f"{len(others)} {noun} added since belong to what it loaded"
    return ""


def why_not_undo(batch: Batch) -> Refusal | None:
    """Whether anything that the import wrote has been changed or built upon since."""
    pages = list(batch.pages.order_by("position"))
    final: dict[tuple[str, Any], dict[str, object]] = defaultdict(dict)
    for page in pages:
        if page.act == CHANGED:
            for key, fields in page.entries:
                final[page.thing, key].update({name: pair[1] for name, pair in fields.items()})
    for page in pages:
        current = _current(page)
        noun = _model(page.thing)._meta.verbose_name
        for key, wrote in page.entries:
            row = current.get(key)
            if row is None:
                return Refusal(f"This import cannot be taken back: a {noun} it wrote has been removed since.")
            if page.act == CREATED:
                touched = (page.thing, key) not in final and digest(row) != wrote
            else:
                touched = any(plain(getattr(row, name)) != now for name, now in final[page.thing, key].items())
            if touched:
                return Refusal(
                    f"This import cannot be taken back: a {noun} it wrote ({row}) has been changed since, and that "
                    "change would be lost. Correct the file and load it again instead."
                )
    used = _used_since(pages)
    if used:
        return Refusal(
            f"This import cannot be taken back: {used}. Correct the file and load it again instead.",
        )
    return None


def _value(model: type[Model], name: str, kept: object) -> object:
    field = model._meta.get_field(name)
    return field.to_python(kept) if isinstance(field, Field) else kept


def take_back(batch: Batch) -> None:
    """Write everything back as it was, last first. Call only when `why_not_undo` says nothing."""
    for page in batch.pages.order_by("-position").iterator(chunk_size=10):
        model = _model(page.thing)
        keys = [entry[0] for entry in page.entries]
        if page.act == CREATED:
            for start in range(0, len(keys), 500):
                model._default_manager.filter(pk__in=keys[start : start + 500]).delete()
            continue
        current, names = _current(page), set()
        for key, fields in page.entries:
            for name, pair in fields.items():
                setattr(current[key], name, _value(model, name, pair[0]))
                names.add(name)
        fields = sorted({model._meta.get_field(name).name for name in names})
        model._default_manager.bulk_update(current.values(), fields, batch_size=200)
