import json
import os
import time
import urllib.error
import urllib.request


def api(method, path, body):
    while True:
        request = urllib.request.Request(os.environ["AETHEX_URL"] + "/api" + path, method=method)
        request.add_header("Authorization", "Bearer " + os.environ["AETHEX_TOKEN"])
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code != 429:
                raise
            time.sleep(int(refused.headers["Retry-After"]))


print(api("POST", "/messages", {"streamId": os.environ["STREAM"], "content": "Patience"})["id"])
