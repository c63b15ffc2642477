"""What several commands share: options, wording, output."""
