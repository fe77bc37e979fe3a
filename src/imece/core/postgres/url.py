"""A PostgreSQL address: postgresql://user:password@host:port/name, or a socket folder as ?host=/run/…"""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote, unquote, urlsplit


@dataclass(frozen=True)
class DatabaseUrl:
    host: str
    port: int
    name: str
    user: str
    password: str

    @classmethod
    def parse(cls, text: str) -> "DatabaseUrl":
        """Raises ValueError with what is wrong and the shape that is right."""
        parts = urlsplit(text)
        if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
            raise ValueError(
                "DATABASE_URL must look like postgresql://user:password@host:5432/name "
                f"and yours begins with {parts.scheme or 'nothing'}://"
            )
        query = parse_qs(parts.query)
        return cls(
            host=query.get("host", [parts.hostname or "localhost"])[0],
            port=int(query.get("port", [parts.port or 5432])[0]),
            name=unquote(parts.path.strip("/")),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def with_user(self, user: str, password: str) -> "DatabaseUrl":
        return replace(self, user=user, password=password)

    def with_name(self, name: str) -> "DatabaseUrl":
        return replace(self, name=name)

    def __str__(self) -> str:
        credentials = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{credentials}@/{quote(self.name)}?host={quote(self.host)}&port={self.port}"
