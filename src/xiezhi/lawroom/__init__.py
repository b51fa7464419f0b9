"""法律室: statutes with their articles, the norms encoded from them, parameters in force here, who set them."""
