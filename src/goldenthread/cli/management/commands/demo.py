"""Prepare the demonstration: lay the tables, make the fictional partnership once, work out where everyone stands."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from goldenthread.cli.demo import database
from goldenthread.cli.demo.build import build, settle_everyone
from goldenthread.cli.demo.frameworks import local_packs, pack_called
from goldenthread.cli.demo.moment import Moment
from goldenthread.cli.demo.spreadsheets import write_files
from goldenthread.kernel import clock

PEOPLE, SEED, PACK = 5_000, 2026, "kirklees-2011"
FEWEST, MOST = 200, 1_000_000
SPREADSHEETS = "demo-files"


class Command(BaseCommand):
    """`python -m goldenthread demo [--people N] [--framework KEY] [--seed N] [--fresh]`."""

    requires_system_checks = ()  # it says itself what is missing
    help = "Make a fictional partnership with its people and four years of training. A second run uses the first's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=PEOPLE, help=f"about how many; {PEOPLE:,} if left out")
        parser.add_argument("--framework", default=PACK, help=f"the pack to adopt; {PACK} if left out")
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same people")
        parser.add_argument("--fresh", action="store_true", help="take away the demonstration that is there")

    def handle(self, *_: Any, people: int, framework: str, seed: int, fresh: bool, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This makes people up. Set GOLDEN_THREAD_DEMO=1, or use ./run demo, which does.")
        if not FEWEST <= people <= MOST:
            raise CommandError(f"--people takes a number from {FEWEST} to {MOST:,}.")
        pack = self.chosen_pack(framework)
        Path(settings.STATE).mkdir(parents=True, exist_ok=True)
        if fresh:
            self.make_room()
        database.lay_tables()
        made = database.made_before()
        if made is not None:
            self.stdout.write(f"Using the demonstration made on {made.at:%d %B %Y}. ./run demo --fresh makes another.")
            return
        if not database.is_empty():
            raise CommandError("This database holds something else. Give the demonstration one of its own.")
        self.make(people, pack, seed)

    def chosen_pack(self, wanted: str) -> str:
        found = pack_called(wanted)
        if found is None:
            raise CommandError(f'There is no one framework "{wanted}". Choose one of: {", ".join(local_packs())}.')
        return found

    def make_room(self) -> None:
        if database.holds_real_accounts():
            raise CommandError("People who are not of the demonstration sign in here. It is not taken away.")
        database.wipe()

    def make(self, people: int, pack: str, seed: int) -> None:
        began, moment = time.monotonic(), Moment(clock.today(), clock.now())
        with database.filled_quickly():
            size = build(people=people, pack=pack, seed=seed, moment=moment, say=self.stdout.write)
            self.stdout.write("where everyone stands")
            settled = settle_everyone(moment)
            database.learn_the_sizes()
        write_files(Path(settings.STATE) / SPREADSHEETS)
        self.stdout.write(
            f"Made {size.people:,} people in {size.agencies} agencies with {size.posts:,} posts and "
            f"{size.records:,} records; {settled:,} standings worked out; {time.monotonic() - began:.1f} s in all."
        )
