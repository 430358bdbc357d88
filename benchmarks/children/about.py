"""Tells what the windows are made with and where they appear."""

import json

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

if __name__ == "__main__":
    application = QGuiApplication([])
    print(json.dumps({"qt": qVersion(), "pyside": PySide6.__version__, "platform": application.platformName()}))
