"""Registers that come as tables: read within limits, understood in German and English, recorded row by row."""
