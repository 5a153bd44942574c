"""Words on buttons and in menus: there Qt takes "&" as a sign for a key. The program has no such keys."""


def label(words: str) -> str:
    """The words as a button, an action or a tab must be given them, so that each "&" is shown."""
    return words.replace("&", "&&")


def words_of(shown: str) -> str:
    """The words of such a label."""
    return shown.replace("&&", "&")
