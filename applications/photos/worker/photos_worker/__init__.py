"""The worker: takes jobs from the queue and makes pictures of pictures."""
