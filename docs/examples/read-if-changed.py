import json
import os
import urllib.error
import urllib.request

tag, channel = None, None
for attempt in ["first", "second"]:
    request = urllib.request.Request(f"{os.environ['AETHEX_URL']}/api/channels/{os.environ['CHANNEL']}")
    if tag:
        request.add_header("If-None-Match", tag)
    try:
        with urllib.request.urlopen(request) as answer:
            tag, channel, status = answer.headers["ETag"], json.load(answer), answer.status
    except urllib.error.HTTPError as unchanged:
        if unchanged.code != 304:
            raise
        status = 304
    print(f"{attempt}: {status}, {channel['name']}")
