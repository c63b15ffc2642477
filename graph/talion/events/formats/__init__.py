"""The formats in which events come, one a module, each defined as `FORMAT`.

A new module is found without further ado; see `talion.events.event_format` for what it defines.
"""
