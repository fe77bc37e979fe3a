"""The institutional KPS (KPS v2, `5-rules.md` §14.5) in both directions: messages to ask the real one, and to serve
those who already ask it. SHA-1 stands here and nowhere else, and only where the installation switches it on.
"""
