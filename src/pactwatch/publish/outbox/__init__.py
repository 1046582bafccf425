"""The outbox: what is news to subscribers, told by signed webhook and by mail, retried until it is delivered."""
