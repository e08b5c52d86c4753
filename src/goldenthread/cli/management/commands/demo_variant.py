"""Make the demonstration as it looks on the first day, or with the longest names."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from goldenthread.cli.demo import database
from goldenthread.cli.demo.build import settle_everyone
from goldenthread.cli.demo.moment import Moment
from goldenthread.cli.demo.variants import build_empty, build_long_names
from goldenthread.kernel import clock

from .demo import PACK, SEED

VARIANTS = {"empty": build_empty, "long-names": build_long_names}


class Command(BaseCommand):
    """`python -m goldenthread demo_variant empty|long-names`, for ./run screens."""

    requires_system_checks = ()
    help = "Make a demonstration with nothing in it yet, or with very long names, to see how the pages bear it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("variant", choices=sorted(VARIANTS))

    def handle(self, *_: Any, variant: str, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This makes people up. Set GOLDEN_THREAD_DEMO=1, or use ./run screens, which does.")
        Path(settings.STATE).mkdir(parents=True, exist_ok=True)
        database.lay_tables()
        if database.made_before() is not None:
            return
        if not database.is_empty():
            raise CommandError("This database holds something else. Give this demonstration one of its own.")
        moment = Moment(clock.today(), clock.now())
        with database.filled_quickly():
            VARIANTS[variant](pack=PACK, seed=SEED, moment=moment)
            settle_everyone(moment)
            database.learn_the_sizes()
        self.stdout.write(f"Made the demonstration “{variant}”.")
