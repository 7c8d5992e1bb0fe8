"""What would leave a school under a proposal, shown to the school before it decides."""
