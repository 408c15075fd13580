const { AETHEX_URL, AETHEX_TOKEN, CHANNEL, WEBHOOK_URL } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const wanted = { url: WEBHOOK_URL, events: ["stream.started", "follow"] };
const webhook = await api("POST", `/channels/${CHANNEL}/webhooks`, wanted);
console.log("Keep this secret, it is shown once:", webhook.secret);
