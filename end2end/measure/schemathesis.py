"""Compares every answer of the API with its document: schemathesis (PyPI) against a server with people, a channel on air and tokens.

    python3 -m venv /tmp/schemathesis && /tmp/schemathesis/bin/pip install schemathesis
    cargo xtask build
    PATH=/tmp/schemathesis/bin:$PATH python3 end2end/measure/schemathesis.py target

The argument is cargo's target folder. It ends with 1 if an answer is a server's fault, or has a status that its operation does not name: the
document's `default` does not count. Each run has a server of its own, because the operations take things away from each other.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method"
)
# They take away, hide or rename what the other operations need, so they have runs of their own.
DESTRUCTIVE = """change_channel delete_channel delete_vod end_stream set_status delete_webhook rotate_stream_key admin_change_channel
    admin_delete_channel admin_end_stream""".split()
# A person whom one of these signs out, or in anew, is not signed in for the rest of the run.
SIGNS_OUT = "register login logout end_device change_username revoke_token erase_account sign_out_user change_user change_password".split()
SCOPES = "user:read user:write channel:read channel:write stream:write chat:read chat:write moderate webhooks".split()
PASSWORD = "seven unrelated words"


class Person:
    """A client that keeps its session."""

    def __init__(self, url):
        self.url, self.cookie = url, None

    def __call__(self, method, path, body=None):
        headers = {"Content-Type": "application/json", **({"Cookie": self.cookie} if self.cookie else {})}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + "/api" + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                self.cookie = (answer.headers["Set-Cookie"] or self.cookie or "").split(";")[0]
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"{method} {path}: {refused.code} {refused.read().decode()}") from None

    def signs_up(self, name):
        self("POST", "/auth/register", {"email": f"{name}@example.org", "password": PASSWORD})
        self.id = self("POST", "/auth/onboard", {"username": name, "displayName": name})["id"]
        return self

    def token(self, *more):
        return self("POST", "/auth/tokens", {"name": "schemathesis", "scopes": SCOPES + list(more)})


def server(target, folder):
    """Starts the server; its process, its address, where to publish, and the administrator's password."""
    settings = {
        "AETHEX_HTTP_ADDR": "127.0.0.1:4417",
        "AETHEX_RTMP_ADDR": "127.0.0.1:4418",
        "AETHEX_METRICS_ADDR": "127.0.0.1:4419",
        "AETHEX_PUBLIC_URL": "http://127.0.0.1:4417",
        "AETHEX_DATA_DIR": folder + "/data",
        "AETHEX_SITE_DIR": os.path.abspath(target) + "/site",
        "AETHEX_RATE_LIMITS": "off",
        "AETHEX_TRANSCODE": "off",
        "AETHEX_LOG": "warn",
    }
    program = os.path.abspath(target) + "/debug/aethex"
    settings = {name: value for name, value in settings.items() if name in subprocess.getoutput(f"{program} --help")}
    process = subprocess.Popen([program], env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    said = ""
    while "Password" not in said:
        line = process.stdout.readline()
        if not line:
            raise SystemExit("the server did not start")
        said += line
    found = lambda label: re.search(label + r"\s+(\S+)", said).group(1)
    return process, found("Watch and chat"), found(r"Publish \(OBS\)"), found("Password")


def wait(found):
    """Asks until there is something."""
    until = time.monotonic() + 60
    while not found():
        if time.monotonic() > until:
            raise SystemExit("the server did not get ready")
        time.sleep(0.2)


def furnish(url, publish, password):
    """Makes what the operations need: the encoder, what the people send as headers, and the values of the parameters in paths."""
    mira, ben, cleo, dora = (Person(url).signs_up(name) for name in ["mira", "ben", "cleo", "dora"])
    boss = Person(url)
    boss("POST", "/auth/login", {"email": "admin@aethex.local", "password": password})
    if not boss("GET", "/auth/user")["username"]:
        boss("POST", "/auth/onboard", {"username": "boss", "displayName": "Boss"})
    channel = mira("POST", "/channels", {"name": "Night", "slug": "night"})["id"]
    key = mira("GET", "/channels/night/stream-key")["streamKey"]
    def on_air():
        return mira("GET", "/channels/night")["stream"]

    picture = "-f lavfi -i testsrc=s=160x90:r=10 -f lavfi -i sine -c:v libx264 -preset ultrafast -g 10 -c:a aac -f flv"
    encode = lambda: subprocess.Popen(["ffmpeg", "-v", "error", "-re", *picture.split(), f"{publish}/{key}"], stdin=subprocess.DEVNULL)
    encoder = encode()
    wait(on_air)
    video = on_air()["id"]
    time.sleep(5)
    mira("POST", f"/streams/{video}/end")
    encoder.terminate()
    encoder.wait()
    wait(lambda: mira("GET", "/channels/night/vod")["items"])
    encoder = encode()
    wait(on_air)
    stream = on_air()["id"]
    message = ben("POST", f"/streams/{stream}/messages", {"content": "hello"})["id"]
    ben("POST", "/channels/night/follow")
    ban = mira("POST", "/channels/night/bans", {"userId": "cleo"})["id"]
    mira("POST", "/channels/night/notes/ben", {"content": "a note"})
    report = ben("POST", "/reports", {"userId": dora.id, "reason": "spam"})["id"]
    webhook = mira("POST", "/channels/night/webhooks", {"url": "http://127.0.0.1:9999/", "events": ["follow"]})["id"]
    delivery = mira("POST", f"/channels/night/webhooks/{webhook}/test")["id"]
    mira("PUT", "/channels/night/filters", {"blockedTerms": [{"pattern": "wait", "kind": "word", "action": "hold"}]})
    held = dora("POST", f"/streams/{stream}/messages", {"content": "wait"})["id"]
    action = mira("GET", "/channels/night/modlog")["items"][0]["id"]
    ids = {
        "channels": channel, "streams": stream, "videos": video, "users": "ben", "bans": ban, "holds": held,
        "messages": message, "modlog": action, "reports": report,
    }
    others = {"userId": "ben", "webhookId": webhook, "deliveryId": delivery}
    bearer = lambda person, *more: "Authorization: Bearer " + person.token(*more)["token"]
    who = {
        "visitor": "Accept: */*",
        "session": "Cookie: " + mira.cookie,
        "token": bearer(mira),
        "administrator": bearer(boss, "admin"),
    }
    return encoder, who, ids, others


def settings_of(document, ids, others):
    """schemathesis.toml: which things there are, so that not everything is 404."""
    lines = ["[parameters]", *(f'"path.{name}" = {json.dumps(value)}' for name, value in others.items())]
    for path in document["paths"]:
        value = ids.get(path.split("/{id}")[0].split("/")[-1]) if "{id}" in path else None
        value = ids["channels"] if path.endswith("/start") else ids["videos"] if path.endswith("/vod") and "streams" in path else value
        parameters = {"path.id": value} if value else {}
        if path == "/api/upload/banner":
            parameters = {"query.target": "channel", "query.channel": ids["channels"]}
        if parameters:
            lines += ["[[operations]]", f"include-path = {json.dumps(path)}"]
            lines += ["parameters = { " + ", ".join(f'"{name}" = {json.dumps(value)}' for name, value in parameters.items()) + " }"]
    return "\n".join(lines) + "\n"


def run(folder, name, url, header, include=(), exclude=()):
    words = ["schemathesis", "run", "openapi.json", "--url", url, "--header", header, "--workers", "1"]
    words += ["--checks", CHECKS, "--max-examples", "20", "--phases", "coverage,fuzzing", "--continue-on-failure"]
    words += ["--generation-with-security-parameters", "false", "--suppress-health-check", "all", "--warnings", "off"]
    for kind, operations in [("include", include), ("exclude", exclude)]:
        words += [word for operation in operations for word in (f"--{kind}-operation-id", operation)]
    print(f"==> {name}", flush=True)
    return subprocess.run(words, cwd=folder, check=False).returncode == 0


def against(target, name, title, include=(), exclude=()):
    """One run, as this person, against a new server."""
    with tempfile.TemporaryDirectory() as folder:
        process, url, publish, password = server(target, folder)
        encoder = None
        try:
            encoder, who, ids, others = furnish(url, publish, password)
            with urllib.request.urlopen(url + "/api/openapi.json") as answer:
                document = json.load(answer)
            operations = [operation for item in document["paths"].values() for operation in item.values()]
            known = {operation["operationId"] for operation in operations}
            unknown = set(DESTRUCTIVE + SIGNS_OUT) - known
            if unknown or len(known) < len(operations):
                raise SystemExit(f"no such operations: {unknown}" if unknown else "two operations have the same id")
            for operation in operations:
                operation["responses"].pop("default", None)
            with open(folder + "/openapi.json", "w") as file:
                json.dump(document, file)
            with open(folder + "/schemathesis.toml", "w") as file:
                file.write(settings_of(document, ids, others))
            return run(folder, title, url, who[name], include, exclude)
        finally:
            for child in [encoder, process]:
                if child:
                    child.terminate()
                    child.wait()


def main():
    target = sys.argv[1]
    results = [against(target, "visitor", "visitor")]
    for name in ["session", "token", "administrator"]:
        results.append(against(target, name, name, exclude=DESTRUCTIVE + SIGNS_OUT))
        results.append(against(target, name, name + ", what takes away", include=DESTRUCTIVE))
        results.append(against(target, name, name + ", what signs out", include=SIGNS_OUT))
    sys.exit(0 if all(results) else 1)


main()
