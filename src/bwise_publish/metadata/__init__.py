"""What a release says about itself: one model of it, and one module a vocabulary that writes the model down."""
