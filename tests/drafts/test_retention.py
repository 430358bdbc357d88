"""When a draft is due, and which clock is believed."""

from datetime import datetime, timedelta

import pytest

from citizen_desktop.clock import in_riyadh
from citizen_desktop.drafts import retention
from citizen_desktop.drafts.models import Head, Summary
from tests.conftest import SUNDAY, HandClock

NOW = in_riyadh(SUNDAY)


def head(changed, number=1):
    return Head(id=f"{number:032x}", number=number, summary=Summary(), created=changed, changed=changed)


def test_fourteen_days_unless_the_owner_decides():
    assert [retention.days_kept(days) for days in (None, 1, 30)] == [14, 1, 30]


def test_the_day_is_that_of_the_pictures_and_the_moment_that_of_the_last_change():
    assert retention.due_at(NOW, 14) == in_riyadh(datetime(2026, 12, 6, 16, 12))
    changed = in_riyadh(datetime(2026, 11, 9, 20, 0))
    assert retention.days_left(changed, NOW, 14) == 1
    assert retention.days_left(in_riyadh(datetime(2026, 11, 12, 1, 0)), NOW, 14) == 4


@pytest.mark.parametrize(("passed", "gone"), [(-1, False), (0, True), (1, True)])
def test_it_is_due_at_that_moment_and_not_a_second_before(passed, gone):
    now = NOW + timedelta(days=14, seconds=passed)
    assert bool(retention.due([head(NOW)], now, 14)) is gone


def test_a_clock_before_the_newest_change_erases_nothing():
    heads = [head(NOW - timedelta(days=40), 1), head(NOW, 2)]
    assert [each.number for each in retention.due(heads, NOW, 14)] == [1]
    back = NOW - timedelta(seconds=1)
    assert retention.due(heads, back, 14) == ()
    assert retention.next_look([each.changed for each in heads], back, 14) == NOW


def test_the_next_look_is_when_the_first_is_due():
    assert retention.next_look([], NOW, 14) is None
    changes = (NOW, NOW - timedelta(days=3))
    assert retention.next_look(changes, NOW, 14) == NOW + timedelta(days=11)


def test_a_clock_set_ahead_is_not_believed_and_one_that_went_on_is():
    clock = HandClock(SUNDAY)
    watch = retention.ClockWatch(clock)
    clock.pass_time(timedelta(days=20))
    assert watch.trusted
    clock.set(clock.now() + timedelta(minutes=1))
    assert watch.trusted
    clock.set(clock.now() + timedelta(days=400))
    assert not watch.trusted
    clock.set(clock.now() - timedelta(days=500))
    assert watch.trusted
