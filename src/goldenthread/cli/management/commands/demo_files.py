"""Write the messy spreadsheets of the demo, to try an import with."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goldenthread.cli.demo.spreadsheets import write_files
from goldenthread.setting.partnerships.models import Agency


class Command(BaseCommand):
    """`python -m goldenthread demo_files FOLDER`."""

    help = "Write spreadsheets as HR and learning systems give them, about people of the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where to put them; made if it is not there")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        if not Agency.objects.filter(slug="wexmere-hospitals").exists():
            raise CommandError("There is no demonstration in this database yet. Make one first: ./run demo")
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file. Name a folder instead.")
        for path in write_files(folder):
            self.stdout.write(str(path))
