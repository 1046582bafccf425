"""The situation report: what a span of days brought, gathered from two views of the ledger and told as a paper."""
