"""The forums of this node: heads, rules, texts, streams, views, presence, voice of the floor."""
