"""The web service: takes pictures, queues jobs, keeps what is known of them, and shows the results."""
