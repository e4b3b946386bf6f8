"""What counts as a touch: mail written to a person directly, or by a person to the owner.

Mail to more than eight people is an announcement, a copy is not addressed to its reader, and
automatic mail is nobody's word.
"""

from __future__ import annotations

DETECTOR = "touches"
VERSION = 1
#: Mail with more recipients than this is not a touch with each of them.
LARGEST_GROUP = 8
