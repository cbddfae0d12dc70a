"""What the product costs at many records, measured beside the least that the work can cost."""
