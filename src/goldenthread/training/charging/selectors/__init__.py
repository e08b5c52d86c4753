"""Reads of charging."""

from .cost import cost_of
from .ledger import event_money, get_entry, ledger, said_since, statement, together, totals
from .policies import PolicySaid, default_text, get_policy, policies_of, policy_in_words, policy_on, preview, text_of

__all__ = [
    "PolicySaid",
    "cost_of",
    "default_text",
    "event_money",
    "get_entry",
    "get_policy",
    "ledger",
    "policies_of",
    "policy_in_words",
    "policy_on",
    "preview",
    "said_since",
    "statement",
    "text_of",
    "together",
    "totals",
]
