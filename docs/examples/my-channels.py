import json
import os
import urllib.request


def api(method, path, body=None):
    request = urllib.request.Request(os.environ["AETHEX_URL"] + "/api" + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["AETHEX_TOKEN"])
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or "null")


for channel in api("GET", "/users/me/channels")["items"]:
    print(channel["slug"], "is live" if channel["stream"] else "is offline")
