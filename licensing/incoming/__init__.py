"""What people claim about files that come in, and the records that follow when they become assets.

`claims` reads what was said, `preview` answers what it would allow, `missing` what it lacks, `taking` makes it so.
"""
