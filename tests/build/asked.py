"""A framework that asks everyone in schools for one course, every three years."""

ASKS_FOR_NEGLECT = """
[[levels]]
key = "1"
name = "Level 1: everyone"
order = 1
[[groups]]
key = "schools"
name = "Everyone in schools"
agency_kinds = ["school"]
levels = ["1"]
[[courses]]
key = "neglect"
title = "Neglect"
level = "1"
[[requirements]]
key = "neglect"
title = "Neglect"
groups = ["schools"]
rule = { completed = { courses = ["neglect"] }, within = "3 years" }
"""
