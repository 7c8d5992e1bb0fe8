"""Messages and documents as text, their answers taken apart, and the corpus."""
