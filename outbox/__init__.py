"""What is sent to other machines: stored first, then tried again and again until it is through."""
