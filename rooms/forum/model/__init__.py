"""What a forum is made of: terms, state, events, commands, orders, rules, formats."""
