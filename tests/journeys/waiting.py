"""Waits for what goes on off the GUI thread."""

from tests.conftest import settle


def attach_all(qtbot, form, sources):
    """Attach a file to each place, and wait until the draft has them all."""
    for slot, path in sources.items():
        count = len(form.draft.attachments)
        form.attach(slot, [path])
        qtbot.waitUntil(lambda count=count: len(form.draft.attachments) == count + 1)
    settle()
