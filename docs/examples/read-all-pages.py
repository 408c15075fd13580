import json
import os
import urllib.parse
import urllib.request


def api(method, path, body=None):
    request = urllib.request.Request(os.environ["AETHEX_URL"] + "/api" + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["AETHEX_TOKEN"])
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or "null")


cursor = None
while True:
    query = urllib.parse.urlencode({"limit": 2, **({"cursor": cursor} if cursor else {})})
    page = api("GET", f"/channels/{os.environ['CHANNEL']}/followers?{query}")
    for follower in page["items"]:
        print(follower["username"])
    cursor = page["nextCursor"]
    if cursor is None:
        break
