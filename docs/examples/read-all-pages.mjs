const { AETHEX_URL, AETHEX_TOKEN, CHANNEL } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

let cursor = null;
do {
  const query = new URLSearchParams({ limit: 2, ...(cursor && { cursor }) });
  const page = await api("GET", `/channels/${CHANNEL}/followers?${query}`);
  for (const follower of page.items) console.log(follower.username);
  cursor = page.nextCursor;
} while (cursor);
