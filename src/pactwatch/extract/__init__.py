"""Extract: from a document to claims, each resting on an exact quote."""
