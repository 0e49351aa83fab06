"""How families and professionals say a conference went. Decides nothing about any case."""
