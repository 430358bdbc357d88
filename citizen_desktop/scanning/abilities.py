"""What a scanner can do, read from ``scanimage --all-options``, and what is asked of it then: no two drivers name things alike.

A line of the list is an option, its values and the one that holds: ``--resolution 75|150|300dpi [75]``, ``-x 0..215.9mm [215.9]``.
What is not understood is not asked for; the driver's own choice holds then.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizen_desktop.scanning.models import DPI, SIZES, Shade, Wish

_OPTION: Final = re.compile(r" {4}(?P<name>--?[a-z0-9-]+)(?: (?P<values>\S.*?))? \[(?P<holds>.*)\]")
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_RANGE: Final = re.compile(rf"(?:auto\|)?(?P<least>{_NUMBER})\.\.(?P<most>{_NUMBER})(?P<unit>[a-z]*)(?: .*)?")
_LISTED: Final = re.compile(rf"(?P<number>{_NUMBER})(?:dpi)?")
_IDLE: Final = re.compile(r"(?:^|\[)(?:inactive|read-only|hardware)$")
_SHADES: Final = {Shade.COLOUR: "color", Shade.GREY: "gray"}
_GLASS: Final = "flatbed"


@dataclass(frozen=True)
class Abilities:
    """What a scanner can do.

    Args:
        modes: of colour, by the driver's own names.
        sources: where it takes paper from, likewise.
        resolutions: that it has, in dots per inch; empty where there is a range.
        least: end of that range.
        most: likewise; 0 where there is none.
        width: of its glass in millimetres; 0 where that can't be set.
        height: likewise.
    """

    modes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    resolutions: tuple[float, ...] = ()
    least: float = 0
    most: float = 0
    width: float = 0
    height: float = 0


def parse_abilities(output: str) -> Abilities:
    """Read the list of options.

    Args:
        output: what was printed.
    """
    options = {}
    for line in output.splitlines():
        found = _OPTION.fullmatch(line)
        if found and found["values"] and not _IDLE.search(found["holds"]):
            options[found["name"]] = found["values"]
    resolution = options.get("--resolution", "")
    span = _RANGE.fullmatch(resolution)
    return Abilities(
        modes=_names(options.get("--mode", "")),
        sources=_names(options.get("--source", "")),
        resolutions=() if span else _numbers(resolution),
        least=float(span["least"]) if span else 0,
        most=float(span["most"]) if span else 0,
        width=_millimetres(options.get("-x", "")),
        height=_millimetres(options.get("-y", "")),
    )


def settings_for(abilities: Abilities, wish: Wish) -> Sequence[str]:
    """Return the arguments that come closest to what is wanted.

    Args:
        abilities: of the scanner.
        wish: what is wanted.
    """
    settings = []
    # The glass first: a feeder has other sizes.
    glass = next((source for source in abilities.sources if _GLASS in source.lower()), None)
    if glass is not None:
        settings.append(f"--source={glass}")
    mode = _mode(abilities.modes, _SHADES[wish.shade])
    if mode is not None:
        settings.append(f"--mode={mode}")
    resolution = _resolution(abilities)
    if resolution:
        settings.append(f"--resolution={resolution:g}")
    size = SIZES[wish.paper]
    if abilities.width > 0 and abilities.height > 0:
        width, height = min(size.width, abilities.width), min(size.height, abilities.height)
        settings += ["-l", "0", "-t", "0", "-x", f"{width:g}", "-y", f"{height:g}"]
    return settings


def _mode(modes: Sequence[str], wanted: str) -> str | None:
    """``Gray`` before ``True Gray``, and both before ``Gray[Error Diffusion]``, which is dots of black."""
    for fits in (str.__eq__, str.endswith, str.__contains__):
        for mode in modes:
            if fits(mode.lower(), wanted):
                return mode
    return None


def _resolution(abilities: Abilities) -> float:
    """Return the dots per inch to ask for, 0 to ask for none: not fewer than wanted where there are as many."""
    if abilities.most:
        return max(abilities.least, min(DPI, abilities.most))
    enough = [number for number in abilities.resolutions if number >= DPI]
    return min(enough) if enough else max(abilities.resolutions, default=0)


def _names(values: str) -> tuple[str, ...]:
    return tuple(value for value in values.split("|") if value and value != "auto")


def _numbers(values: str) -> tuple[float, ...]:
    found = (_LISTED.fullmatch(value) for value in _names(values))
    return tuple(float(each["number"]) for each in found if each)


def _millimetres(values: str) -> float:
    """Return the end of a range in millimetres; some drivers count in dots, which says nothing of the paper."""
    span = _RANGE.fullmatch(values)
    return float(span["most"]) if span and span["unit"] == "mm" else 0
