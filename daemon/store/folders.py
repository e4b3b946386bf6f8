"""How many mails lie in a folder: what was counted when its scan was last complete, and what has
come since. To count a million takes longer than all else that is asked of a store's health.
"""

from __future__ import annotations

#: SQL, of a row of `folder`. Mail of a folder is stored in the order of its UIDs, and whoever
#: removes any sets `counted` and `counted_to` to 0.
HELD = (
    "folder.counted + (SELECT count(*) FROM location l "
    "WHERE l.folder_id = folder.id AND l.uid > folder.counted_to)"
)
