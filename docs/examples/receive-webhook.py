import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204 if self.is_genuine(body) else 401)
        self.end_headers()

    def is_genuine(self, body):
        name, sent = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        signed = f"{name}.{sent}.".encode() + body
        expected = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
        # After a new secret was made there are two signatures.
        if not any(hmac.compare_digest(expected, one) for one in self.headers["webhook-signature"].split()):
            return False
        if abs(time.time() - int(sent)) > 300:
            return False
        event = json.loads(body)
        print(name, event["type"], event["data"], flush=True)
        return True


HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Receiver).serve_forever()
