"""Documents that say the same: one answer from many bodies, copies, twins, corrected versions."""
