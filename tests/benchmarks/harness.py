"""What every benchmark shares: timing an act, telling median and p95, holding figures to their bars."""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Timing:
    """How long an act took, in milliseconds."""

    rounds: int
    median: float
    p95: float
    longest: float


def timed(acts: Iterable[Callable[[], object]], warm: int = 0) -> Timing:
    """Time acts one after the other.

    Args:
        warm: how many at the beginning are run and not counted.

    Raises:
        ValueError: fewer than two acts are counted.
    """
    lengths = []
    for act in acts:
        start = time.perf_counter()
        act()
        lengths.append((time.perf_counter() - start) * 1000)
    return timing(lengths[warm:])


def timing(lengths: list[float]) -> Timing:
    """Sum up lengths in milliseconds."""
    p95 = statistics.quantiles(lengths, n=20, method="inclusive")[-1]
    return Timing(len(lengths), round(statistics.median(lengths), 3), round(p95, 3), round(max(lengths), 3))


@dataclass
class Report:
    """Figures of one benchmark and the bars that some of them must not pass."""

    benchmark: str
    figures: dict[str, Any] = field(default_factory=dict)
    bars: dict[str, dict[str, float]] = field(default_factory=dict)

    def hold(self, name: str, value: float, limit: float) -> None:
        """Add a figure that must be at most the limit."""
        self.bars[name] = {"value": round(value, 3), "limit": limit}

    @property
    def met(self) -> bool:
        """Tell whether every bar holds."""
        return all(bar["value"] <= bar["limit"] for bar in self.bars.values())

    def end(self, *, as_json: bool) -> int:
        """Print the report; return the exit code, 0 when every bar holds."""
        content = {"benchmark": self.benchmark, "met": self.met, "bars": self.bars, "figures": self.figures}
        if as_json:
            sys.stdout.write(json.dumps(content, ensure_ascii=False, default=vars) + "\n")
        else:
            lines = [f"{name}: {bar['value']} (at most {bar['limit']})" for name, bar in self.bars.items()]
            lines += [f"{name}: {figure}" for name, figure in self.figures.items()]
            sys.stdout.write("\n".join(lines) + "\n")
        return 0 if self.met else 1


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """Return a parser that knows `--json`."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--json", action="store_true")
    return parser
