"""A browser's name out of its user agent, roughly: enough to know one's own phone again."""

SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}


def describe_device(user_agent: str) -> str:
    """`Firefox, Linux`; what is not known is shown as it came, shortened."""
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or user_agent[:60] or "–"
