import os
import shutil
import urllib.request

request = urllib.request.Request(os.environ["AETHEX_URL"] + f"/api/videos/{os.environ['VIDEO']}/download")
request.add_header("Authorization", "Bearer " + os.environ["AETHEX_TOKEN"])
with urllib.request.urlopen(request) as answer, open(os.environ["FILE"], "wb") as file:
    shutil.copyfileobj(answer, file)
    if file.tell() != int(answer.headers["Content-Length"]):
        raise SystemExit("The download broke off. Try again.")
