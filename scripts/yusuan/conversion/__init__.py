"""From the bytes of a folder to all that it yields; one folder or many, here or on a cluster."""
