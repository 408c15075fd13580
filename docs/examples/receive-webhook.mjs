import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { PORT, WEBHOOK_SECRET } = process.env;
const key = Buffer.from(WEBHOOK_SECRET.replace("whsec_", ""), "base64");

function isGenuine(headers, body) {
  const sent = headers["webhook-timestamp"];
  const digest = createHmac("sha256", key).update(`${headers["webhook-id"]}.${sent}.${body}`).digest("base64");
  const expected = Buffer.from(`v1,${digest}`);
  // After a new secret was made there are two signatures.
  const signatures = headers["webhook-signature"].split(" ").map((signature) => Buffer.from(signature));
  const fits = (one) => one.length === expected.length && timingSafeEqual(one, expected);
  return signatures.some(fits) && Math.abs(Date.now() / 1000 - sent) <= 300;
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const genuine = isGenuine(request.headers, body);
  if (genuine) console.log(request.headers["webhook-id"], JSON.parse(body).type, JSON.parse(body).data);
  response.writeHead(genuine ? 204 : 401).end();
}).listen(PORT, "127.0.0.1");
