"""Whole small programs that ask one service, for the developers' pages: curl, Python, Java, C#.

Client id and password come from the environment, so that none stands in a program: `EXCHANGE_CLIENT_ID`,
`EXCHANGE_SECRET`. The tests run those whose tools are here.
"""

import json
import shlex
from dataclasses import dataclass
from typing import Final

from imece.exchange.contract import Service
from imece.exchange.services.openapi import path_of, question_of


@dataclass(frozen=True)
class Sample:
    """`language` as people know it; `file` is what to save it under."""

    language: str
    file: str
    text: str


CURL: Final = """#!/bin/sh
# Gets a token, asks once. Needs curl and sed.
set -eu
url=@URL@
token=$(curl -sS --fail-with-body "$url/v1/token" \\
  --data-urlencode grant_type=client_credentials \\
  --data-urlencode "client_id=$EXCHANGE_CLIENT_ID" \\
  --data-urlencode "client_secret=$EXCHANGE_SECRET" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -sS --fail-with-body "$url@PATH@" \\
  -H "Authorization: Bearer $token" \\
  -H "Request-Id: $(cat /proc/sys/kernel/random/uuid)" \\
  -H 'Content-Type: application/json' \\
  --data @BODY@
"""
PYTHON: Final = '''"""Needs the package imece-exchange (clients/python)."""

import os

from imece_exchange import Exchange, Secret

exchange = Exchange(
    @URL@,
    Secret(os.environ["EXCHANGE_CLIENT_ID"], os.environ["EXCHANGE_SECRET"]),
    user=@USER@,
    purpose=@PURPOSE@,
)
answer = exchange.ask(@NAME@, @INPUTS@, file=@FILE@, version=@VERSION@)
print(answer.found, dict(answer.facts))
print(answer.receipt)
'''
JAVA: Final = """// java Ask.java  (Java 11 or later, nothing else)
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

public class Ask {
    static final String URL = @URL@;

    public static void main(String[] arguments) throws Exception {
        var client = HttpClient.newHttpClient();
        var form = "grant_type=client_credentials&client_id=" + encoded("EXCHANGE_CLIENT_ID")
            + "&client_secret=" + encoded("EXCHANGE_SECRET");
        var token = client.send(HttpRequest.newBuilder(URI.create(URL + "/v1/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
        var found = Pattern.compile("\\"access_token\\":\\"([^\\"]+)\\"").matcher(token.body());
        if (!found.find()) throw new IllegalStateException(token.body());
        var answer = client.send(HttpRequest.newBuilder(URI.create(URL + "@PATH@"))
            .header("Authorization", "Bearer " + found.group(1))
            .header("Request-Id", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(@BODY@)).build(), BodyHandlers.ofString());
        System.out.println(answer.body());
        if (answer.statusCode() != 200) System.exit(1);
    }

    static String encoded(String variable) {
        return URLEncoder.encode(System.getenv(variable), StandardCharsets.UTF_8);
    }
}
"""
CSHARP: Final = """// dotnet run  (.NET 8 or later); or Mono: mcs -r:System.Net.Http.dll Program.cs && mono Program.exe
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

public static class Program
{
    const string Url = @URL@;

    public static int Main()
    {
        return Ask().GetAwaiter().GetResult();
    }

    static async Task<int> Ask()
    {
        var client = new HttpClient();
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", Environment.GetEnvironmentVariable("EXCHANGE_CLIENT_ID") },
            { "client_secret", Environment.GetEnvironmentVariable("EXCHANGE_SECRET") },
        });
        var given = await client.PostAsync(Url + "/v1/token", form);
        var token = Regex.Match(await given.Content.ReadAsStringAsync(), "\\"access_token\\":\\"([^\\"]+)\\"");
        given.EnsureSuccessStatusCode();

        var question = new HttpRequestMessage(HttpMethod.Post, Url + "@PATH@");
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Groups[1].Value);
        question.Headers.Add("Request-Id", Guid.NewGuid().ToString());
        question.Content = new StringContent(@BODY@, Encoding.UTF8, "application/json");
        var answer = await client.SendAsync(question);
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode ? 0 : 1;
    }
}
"""


def samples_for(service: Service, url: str, *, purpose: str = "DENEME", user: str = "1001") -> list[Sample]:
    """A program in each language that asks the service's first example at this address."""
    question = question_of(service, service.examples[0]) | {"purpose": purpose, "user": user}
    body = json.dumps(question, ensure_ascii=False)
    return [
        Sample("curl", "ask.sh", _filled(CURL, service, URL=shlex.quote(url), BODY=shlex.quote(body))),
        Sample("Python", "ask.py", _python(service, url, question)),
        Sample("Java", "Ask.java", _filled(JAVA, service, URL=_quoted(url), BODY=_quoted(body))),
        Sample("C#", "Program.cs", _filled(CSHARP, service, URL=_quoted(url), BODY=_quoted(body))),
    ]


def _python(service: Service, url: str, question: dict[str, object]) -> str:
    return _filled(
        PYTHON,
        service,
        URL=_quoted(url),
        NAME=_quoted(service.name),
        INPUTS=repr(question["inputs"]),
        USER=_quoted(str(question["user"])),
        PURPOSE=_quoted(str(question["purpose"])),
        FILE=_quoted(str(question["file"])),
        VERSION=str(service.version),
    )


def _filled(template: str, service: Service, **values: str) -> str:
    for name, value in {"PATH": path_of(service), **values}.items():
        template = template.replace(f"@{name}@", value)
    return template


def _quoted(text: str) -> str:
    """A string literal of Python, Java and C# alike."""
    return json.dumps(text, ensure_ascii=False)
