"""What can be measured, and how a figure is told: each as a ratio to a floor measured in the same run."""

import gc
import importlib
import pkgutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """One speed: seconds measured, seconds of the floor, and how many times the floor it may be."""

    name: str
    engine: str
    measured: float
    floor: float
    target: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.measured / self.floor if self.floor else 0.0

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.target

    def as_object(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "engine": self.engine,
            "measured": round(self.measured, 5),
            "floor": round(self.floor, 5),
            "ratio": round(self.ratio, 3),
            "target": self.target,
            "note": self.note,
        }


@dataclass
class Bench:
    """One run on one engine: how many people, and what the modules share between them."""

    engine: str
    people: int
    shared: dict[str, Any] = field(default_factory=dict)

    def figure(self, name: str, measured: float, floor: float, target: float, note: str = "") -> Figure:
        return Figure(name, self.engine, measured, floor, target, note)


Measure = Callable[[Bench], list[Figure]]
MEASURES: dict[str, Measure] = {}


def measure(name: str) -> Callable[[Measure], Measure]:
    """Register a module's measurement under the name that `./run bench NAME` takes."""

    def register(function: Measure) -> Measure:
        MEASURES[name] = function
        return function

    return register


def discover() -> None:
    """Import every module of this package: each registers what it measures."""
    package = importlib.import_module("tools.bench")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("_") and module.name != "registry":
            importlib.import_module(f"tools.bench.{module.name}")


def fastest(work: Callable[[], object], *, rounds: int = ROUNDS, before: Callable[[], object] | None = None) -> float:
    """Seconds of the quickest of several rounds: what the work costs when nothing else disturbs it."""
    best = float("inf")
    for _ in range(rounds):
        if before is not None:
            before()
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
