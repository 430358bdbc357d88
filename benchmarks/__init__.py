"""Benchmarks that are run by hand: ``python -m benchmarks``. They print tables and judge nothing.

A benchmark is a module with ``NAME``, a docstring whose first line says what it measures, and ``run(options)``, named once in
``__main__``. What is to be measured from outside runs in a process of its own, from ``children``: the process that measures loads
no Qt.
"""
