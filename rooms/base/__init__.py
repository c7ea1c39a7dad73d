"""What every rule may use: errors, roles, text, geometry, frames, the chain, the tally."""
