"""What a service needs before its first conference, from two plain files: rooms, and staff.

All of a file or nothing, and every line that is wrong is said. Again it changes nothing: what is
here already is left as it is, and corrected on its page.
"""
