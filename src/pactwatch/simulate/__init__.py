"""Simulate: made-up ceasefires with known truth, as a benchmark for judging. It knows nothing of any judge."""
