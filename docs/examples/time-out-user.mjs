const { AETHEX_URL, AETHEX_TOKEN, CHANNEL, USERNAME } = process.env;

async function api(method, path, body) {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}`, "Content-Type": "application/json" };
  const answer = await fetch(`${AETHEX_URL}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const ban = await api("POST", `/channels/${CHANNEL}/bans`, { userId: USERNAME, seconds: 600, reason: "Take a break" });
console.log(ban.user.username, "may write again at", ban.expiresAt);
