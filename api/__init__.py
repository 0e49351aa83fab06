"""The same service for other systems: reads what a screen shows and calls the same domain steps.

Decides which system may sign in, with which token, for which part; never what a role may see or
do, which is decided where the screens have it decided. `v1` is the only place that imports
rest_framework.
"""
