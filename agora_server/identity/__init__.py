"""
Who a provider of identities vouches for: one person is one citizen, and nothing of who they are is kept.

Reading order: ``assertions`` (what a provider signs), ``mock`` (a provider for demonstrations), ``visits`` (from a
session to a citizen).
"""
