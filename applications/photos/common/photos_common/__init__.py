"""What web and worker share: settings, logs, the names of the operations, and the queue between them."""
