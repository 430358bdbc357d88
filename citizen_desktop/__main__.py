"""``python -m citizen_desktop`` is the command ``citizen-desktop``."""

from citizen_desktop.cli import entry_point

if __name__ == "__main__":
    entry_point()
