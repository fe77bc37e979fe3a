"""What the room offers on the exchange: data, not code."""
