const { AETHEX_URL, WORDS = "" } = process.env;

// No token: visitors may search, too.
const query = new URLSearchParams({ q: WORDS, live: "true" });
const answer = await fetch(`${AETHEX_URL}/api/channels?${query}`);
if (!answer.ok) throw new Error(await answer.text());
for (const channel of (await answer.json()).items) console.log(channel.slug, channel.stream.title);
