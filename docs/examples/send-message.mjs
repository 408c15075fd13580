const { AETHEX_URL, AETHEX_TOKEN, STREAM } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const message = await api("POST", "/messages", { streamId: STREAM, content: "Hello from a program" });
console.log(message.held ? "It waits for a moderator." : `Sent: ${message.id}`);
