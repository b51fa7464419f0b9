"""Values of parameters set on this node, and what may be set: entries of the procedure `lawkeeping`, projected."""
