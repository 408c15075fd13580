const { AETHEX_URL, CHANNEL } = process.env;
let tag, channel;
for (const attempt of ["first", "second"]) {
  const headers = tag ? { "If-None-Match": tag } : {};
  const answer = await fetch(`${AETHEX_URL}/api/channels/${CHANNEL}`, { headers });
  if (answer.status === 200) [tag, channel] = [answer.headers.get("etag"), await answer.json()];
  else if (answer.status !== 304) throw new Error(await answer.text());
  console.log(`${attempt}: ${answer.status}, ${channel.name}`);
}
