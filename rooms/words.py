"""Words to think over: nudges the author and tells moderators; never deletes."""


class Words:
    """A list of words by category."""

    def category(self, text: str) -> str:
        """Return the category of the first word to think over, or an empty string."""
        return ""
