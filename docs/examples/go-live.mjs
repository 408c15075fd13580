const { AETHEX_URL, AETHEX_TOKEN, CHANNEL } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

await api("POST", "/streams", { channelId: CHANNEL, title: "Evening session" });
const stream = await api("POST", `/streams/${CHANNEL}/start`);
console.log(stream.id, stream.status);
