"""What a shell offers when TAB is pressed in a command line of foi."""
