"""What must not be possible, whoever asks and however they ask."""
