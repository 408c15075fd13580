const { AETHEX_URL, AETHEX_TOKEN, CHANNEL, ACTION } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const { items } = await api("GET", `/channels/${CHANNEL}/modlog?limit=5`);
for (const { id, action, isUndoable } of items) console.log(id, action, isUndoable);
const undone = await api("POST", `/modlog/${ACTION}/undo`);
console.log("Taken back:", undone.action);
