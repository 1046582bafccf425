"""Reconcile: from many claims to one record, with the reasons."""
