"""What the services of several applications share: settings, structured logs, and what every answer has."""
