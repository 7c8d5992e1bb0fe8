"""What the commands share that connect a program of somebody else: its keys, and its webhook."""
