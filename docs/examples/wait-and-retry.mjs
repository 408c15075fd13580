import { setTimeout as sleep } from "node:timers/promises";

const { AETHEX_URL, AETHEX_TOKEN, STREAM } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  for (;;) {
    const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: JSON.stringify(body) });
    if (answer.ok) return answer.json();
    if (answer.status !== 429) throw new Error(await answer.text());
    await sleep(answer.headers.get("retry-after") * 1000);
  }
}

console.log((await api("POST", "/messages", { streamId: STREAM, content: "Patience" })).id);
