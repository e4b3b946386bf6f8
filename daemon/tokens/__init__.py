"""Signing in with OAuth 2.0: tokens instead of passwords. The only importer of oauthlib, which
`flows` alone needs: the daemon does without.

It talks to the owner's own provider and nobody else, over verified TLS.
"""

from daemon.tokens.refresh import access_token
from daemon.tokens.token_file import TokenFile, Tokens

__all__ = ["TokenFile", "Tokens", "access_token"]
