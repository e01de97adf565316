"""The demo library's people and records: six organizations, who one can be, and what is known about each picture.

Everything is invented. `manage.py demo_library` is the way in; nothing here runs outside the demo.
"""
