import json
import os
import urllib.parse
import urllib.request

# No token: visitors may search, too.
query = urllib.parse.urlencode({"q": os.environ.get("WORDS", ""), "live": "true"})
with urllib.request.urlopen(os.environ["AETHEX_URL"] + "/api/channels?" + query) as answer:
    for channel in json.load(answer)["items"]:
        print(channel["slug"], channel["stream"]["title"])
