"""The daemon: builds everything, runs it, tries again, stops. The only place that retries.

Nothing is imported here: `once` asks `logins` alone, and must not load a scheduler for it.
"""
