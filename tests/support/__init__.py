"""What the tests share: real servers, messages, made-up schools, a partner of GKV. Nothing here is a test."""
