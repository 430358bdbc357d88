"""Pages of which it is known by their making what is to be said of them: sharp, spoiled in every way, in several types and sizes.

What lies between clearly readable and clearly not is left out: people differ about it too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PIL import Image, ImageChops, ImageDraw

from citizen_desktop.attachments.models import Doubt
from tests.attachments import drawn_pages as drawn
from tests.attachments.typed_pages import FACES, form, stamp_alone, typed

JUDGED = (Doubt.BLURRED, Doubt.TOO_DARK, Doubt.TOO_BRIGHT, Doubt.TOO_SMALL, Doubt.CUT_OFF)
BLURRED, TOO_DARK, TOO_BRIGHT, TOO_SMALL, CUT_OFF = JUDGED


@dataclass(frozen=True)
class Case:
    """A page.

    Args:
        group: what was done to it.
        name: what it is.
        make: draws it.
        dpi: that is stated, 0 for none.
        told: doubts that have to be told.
        open: doubts that may be told or not.
    """

    group: str
    name: str
    make: Callable[[], Image.Image]
    dpi: int = 0
    told: frozenset[Doubt] = frozenset()
    open: frozenset[Doubt] = frozenset()


def cases() -> Iterator[Case]:
    """Yield all pages, each to be drawn when it is its turn."""
    for group in (_sharp, _blur, _noise_and_blocks, _light, _photos, _cards, _screens, _edges, _others):
        yield from group()


def _sharp() -> Iterator[Case]:
    for face in FACES:
        for dpi, told in ((60, True), (100, True), (150, False), (200, False), (300, False), (600, False)):
            small = frozenset({TOO_SMALL} if told else ())
            opened = frozenset({BLURRED} if told else ())
            yield Case("resolution", f"{face}, {dpi} dpi", partial(typed, face, dpi), dpi, small, opened)
        for points in (7, 14, 20):
            yield Case("resolution", f"{face}, {points} points", partial(typed, face, 200, points), 200)
        yield Case("resolution", f"{face}, unstated", partial(typed, face, 150))
        small, opened = frozenset({TOO_SMALL}), frozenset({BLURRED, TOO_BRIGHT})
        tiny = lambda face=face: drawn.scaled(typed(face, 200), 0.25)  # noqa: E731
        yield Case("resolution", f"{face}, shrunk, unstated", tiny, 0, small, opened)


def _blur() -> Iterator[Case]:
    for face in FACES:
        for dpi in (150, 300):
            page, em = partial(typed, face, dpi), drawn.em(dpi)
            for share in (0.03, 0.06, 0.14, 0.25, 0.4):
                told = frozenset({BLURRED} if share > 0.1 else ())
                opened = frozenset({TOO_BRIGHT} if share > 0.1 else ())
                if share > 0.3:
                    # Lines are lost beside their depth.
                    opened |= {TOO_SMALL, CUT_OFF}
                make = lambda page=page, radius=share * em: drawn.blurred(page(), radius)  # noqa: E731
                yield Case("blur", f"{face}, {dpi} dpi, {share} em", make, dpi, told, opened)
            for share in (0.1, 0.7, 1.0):
                told = frozenset({BLURRED} if share > 0.1 else ())
                opened = frozenset({TOO_BRIGHT} if share > 0.1 else ())
                for way, move in (("across", drawn.moved), ("down", drawn.moved_down)):
                    make = lambda page=page, move=move, far=share * em: move(page(), round(far))  # noqa: E731
                    yield Case("motion", f"{face}, {dpi} dpi, {share} em {way}", make, dpi, told, opened)


def _noise_and_blocks() -> Iterator[Case]:
    for face in FACES:
        page = partial(typed, face, 200)
        for radius in (0.0, 0.2):
            told = frozenset({BLURRED} if radius else ())
            opened = frozenset({TOO_BRIGHT} if radius else ())
            soft = lambda page=page, radius=radius: drawn.blurred(page(), radius * drawn.em(200))  # noqa: E731
            for noise in (5, 12, 20):
                make = lambda soft=soft, noise=noise: drawn.noisy(soft(), noise)  # noqa: E731
                yield Case("noise", f"{face}, {noise}, {radius} em", make, 200, told, opened)
            for quality in (10, 20, 40, 75, 95):
                make = lambda soft=soft, quality=quality: drawn.recoded(soft(), quality)  # noqa: E731
                yield Case("jpeg", f"{face}, quality {quality}, {radius} em", make, 200, told, opened)


def _light() -> Iterator[Case]:
    dark, bright = frozenset({TOO_DARK}), frozenset({TOO_BRIGHT})
    for face in FACES:
        page = partial(typed, face, 200)
        for share in (0.1, 0.2, 0.25, 0.5, 0.7):
            make = lambda page=page, share=share: drawn.noisy(drawn.darkened(page(), share), 3)  # noqa: E731
            # At a tenth, little rises above the noise.
            opened = frozenset({BLURRED} if share == 0.1 else ())
            yield Case(
                "light", f"{face}, {share} of the light", make, 200, dark if share < 0.3 else frozenset(), opened
            )
        for share in (0.1, 0.35, 0.6):
            told, opened = (bright, frozenset({BLURRED})) if share < 0.2 else (frozenset(), frozenset())
            make = lambda page=page, share=share: drawn.washed(page(), share)  # noqa: E731
            yield Case("light", f"{face}, {share} of the ink", make, 200, told, opened)
        yield Case("light", f"{face}, from one side", lambda page=page: drawn.shaded(page()), 200)
        yield Case("light", f"{face}, corner in shade", lambda page=page: drawn.in_shade(page(), 0.5), 200)


def _photos() -> Iterator[Case]:
    for number, face in enumerate(FACES):
        page = partial(typed, face, 240)
        seen = lambda page=page: drawn.noisy(drawn.on_table(page()), 5)  # noqa: E731
        steep = lambda page=page: drawn.noisy(drawn.on_table(page(), lean=0.3, askew=-0.07), 5)  # noqa: E731
        light = lambda page=page: drawn.noisy(drawn.on_table(page(), table=(205, 195, 180)), 5)  # noqa: E731
        yield Case("photo", f"{face}, dark table", seen)
        yield Case("photo", f"{face}, dark table, steep", steep)
        yield Case("photo", f"{face}, bright table", light)
        yield Case("photo", f"{face}, shade", lambda seen=seen: drawn.in_shade(seen(), 0.45))
        yield Case("photo", f"{face}, jpeg 60", lambda seen=seen: drawn.recoded(seen(), 60))
        blur = lambda seen=seen: drawn.noisy(drawn.blurred(seen(), 0.22 * drawn.em(240)), 4)  # noqa: E731
        yield Case("photo", f"{face}, out of focus", blur, 0, frozenset({BLURRED}), frozenset({TOO_BRIGHT}))
        night = lambda seen=seen: drawn.noisy(drawn.darkened(seen(), 0.2), 3)  # noqa: E731
        yield Case("photo", f"{face}, by night", night, 0, frozenset({TOO_DARK}))
        if number % 2:
            far = lambda seen=seen: drawn.scaled(seen(), 0.22)  # noqa: E731
            yield Case("photo", f"{face}, from afar", far, 0, frozenset({TOO_SMALL}), frozenset({BLURRED, TOO_BRIGHT}))
    dense = lambda: drawn.noisy(drawn.on_table(typed("Courier", 240, 7)), 5)  # noqa: E731
    yield Case("photo", "small type, dark table", dense)
    for name, make in (("blank", drawn.blank), ("stamp alone", stamp_alone)):
        yield Case("photo", f"{name}, dark table", lambda make=make: drawn.noisy(drawn.on_table(make(240)), 5))


def _cards() -> Iterator[Case]:
    for width in (700, 1000, 1600, 2400, 3600):
        card = partial(drawn.card, width)
        for name, make in (
            ("cut out", card),
            ("jpeg 50", lambda card=card: drawn.recoded(card(), 50)),
            ("noise", lambda card=card: drawn.noisy(card(), 8)),
            ("one side lit", lambda card=card: drawn.shaded(card())),
            ("on a table", lambda card=card: drawn.on_table(card(), lean=0.06, askew=0.02)),
        ):
            yield Case("card", f"{width}, {name}", make)
        soft = lambda card=card, width=width: drawn.blurred(card(), 0.2 * width / 32)  # noqa: E731
        yield Case("card", f"{width}, blurred", soft, 0, frozenset({BLURRED}), frozenset({TOO_BRIGHT}))
        dark = lambda card=card: drawn.darkened(card(), 0.3)  # noqa: E731
        yield Case("card", f"{width}, dark", dark, 0, frozenset({TOO_DARK}))
    for width in (160, 220):
        yield Case(
            "card", f"{width}", partial(drawn.card, width), 0, frozenset({TOO_SMALL}), frozenset({BLURRED, TOO_BRIGHT})
        )


def _screens() -> Iterator[Case]:
    for width, height, size in ((1080, 1920, 36), (750, 1334, 26), (1366, 768, 15), (1440, 3120, 44), (1920, 1080, 18)):
        night = partial(drawn.night_screen, width, height, size)
        day = lambda night=night: ImageChops.invert(night())  # noqa: E731
        for name, make in (("night", night), ("day", day)):
            about = f"{name}, {width} x {height}"
            yield Case("screen", about, make)
            yield Case("screen", f"{about}, jpeg 40", lambda make=make: drawn.recoded(make(), 40))
            soft = lambda make=make, size=size: drawn.blurred(make(), 0.22 * size)  # noqa: E731
            yield Case("screen", f"{about}, blurred", soft, 0, frozenset({BLURRED}), frozenset({TOO_BRIGHT, TOO_SMALL}))
            small = lambda make=make, size=size: drawn.scaled(make(), 7 / size)  # noqa: E731
            opened = frozenset({BLURRED, TOO_BRIGHT})
            yield Case("screen", f"{about}, shrunk", small, 0, frozenset({TOO_SMALL}), opened)


def _edges() -> Iterator[Case]:
    cut = frozenset({CUT_OFF})
    for face in FACES:
        for dpi in (150, 300):
            page = partial(typed, face, dpi)
            # Lines end at the right in some types and begin at the left in others.
            ragged = "Plex" in face or face == "Aileron"
            for name, margins, told in (
                ("through lines", (0, 0, 1.6, 0) if ragged else (1.3, 0, 0, 0), cut),
                ("through lines, both sides", (2.4, 0, 2.4, 0), cut),
                ("close", (0.0, 0, 0.74, 0) if ragged else (0.7, 0, 0, 0), frozenset()),
                ("between lines", (0, 0, 0, 0.5), frozenset()),
            ):
                make = lambda page=page, margins=margins, dpi=dpi: _trimmed(page(), margins, dpi)  # noqa: E731
                yield Case("edges", f"{face}, {dpi} dpi, {name}", make, dpi, told)
            seen = lambda page=page, dpi=dpi: drawn.noisy(_trimmed(page(), (1.3, 0, 1.6, 0), dpi), 5)  # noqa: E731
            yield Case("edges", f"{face}, {dpi} dpi, photo too near", seen, 0, cut)


def _trimmed(page: Image.Image, inches: tuple[float, float, float, float], dpi: int) -> Image.Image:
    left, top, right, bottom = (round(side * dpi) for side in inches)
    return page.crop((left, top, page.width - right, page.height - bottom))


def _others() -> Iterator[Case]:
    for dpi in (150, 200, 300):
        for name, make in (("table", form), ("stamp alone", stamp_alone), ("blank", drawn.blank)):
            yield Case("other pages", f"{name}, {dpi} dpi", partial(make, dpi), dpi)
            yield Case(
                "other pages", f"{name}, {dpi} dpi, noise", lambda make=make, dpi=dpi: drawn.noisy(make(dpi), 6), dpi
            )
            yield Case(
                "other pages",
                f"{name}, {dpi} dpi, jpeg 30",
                lambda make=make, dpi=dpi: drawn.recoded(make(dpi), 30),
                dpi,
            )
            yield Case(
                "other pages", f"{name}, {dpi} dpi, dark edge", lambda make=make, dpi=dpi: _framed(make(dpi)), dpi
            )
        soft = lambda dpi=dpi: drawn.blurred(form(dpi), 0.22 * drawn.em(dpi, 9))  # noqa: E731
        yield Case(
            "other pages", f"table, {dpi} dpi, blurred", soft, dpi, frozenset({BLURRED}), frozenset({TOO_BRIGHT})
        )
    for width in (700, 900, 1400, 2200):
        slip = partial(drawn.receipt, width)
        yield Case("other pages", f"slip, {width}", slip)
        yield Case("other pages", f"slip, {width}, noise", lambda slip=slip: drawn.noisy(slip(), 6))
        soft = lambda slip=slip, width=width: drawn.blurred(slip(), 0.22 * width * 0.035)  # noqa: E731
        yield Case("other pages", f"slip, {width}, blurred", soft, 0, frozenset({BLURRED}), frozenset({TOO_BRIGHT}))
    yield Case("other pages", "black", lambda: Image.new("RGB", (1240, 1754)), 0, frozenset({TOO_DARK}))
    for paper in (235, 200, 150):
        yield Case("other pages", f"blank, {paper}", partial(drawn.blank, 150, paper), 150)


def _framed(page: Image.Image) -> Image.Image:
    framed = page.copy()
    draw = ImageDraw.Draw(framed)
    draw.rectangle((0, 0, page.width // 60, page.height), fill="black")
    draw.rectangle((0, 0, page.width, page.height // 200), fill=(50, 50, 50))
    return framed
