"""How the weights of the reader are made and measured."""
