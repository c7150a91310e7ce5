"""What people and programs see; the only layer that prints or reads the environment."""
