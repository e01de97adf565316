"""`bildkreis upload DIR`: bring in whole folders over the same API as the page, for photographers and scripts.

Python alone, no package of others, nothing of the server: the folder is handed out as one file (`make client`).
"""
