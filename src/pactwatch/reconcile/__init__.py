"""Reconcile: from many claims to one record, with the reasons; what people decided stands above the machine."""
