const { AETHEX_URL, AETHEX_TOKEN, CHANNEL } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const page = await api("GET", `/channels/${CHANNEL}/followers`);
for (const follower of page.items) console.log(follower.username, "since", follower.followedAt);
