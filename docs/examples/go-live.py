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


channel = os.environ["CHANNEL"]
api("POST", "/streams", {"channelId": channel, "title": "Evening session"})
stream = api("POST", f"/streams/{channel}/start")
print(stream["id"], stream["status"])
