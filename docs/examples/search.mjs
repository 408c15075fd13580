const { AETHEX_URL, WORDS } = process.env;

// No token: visitors may search, too.
const answer = await fetch(`${AETHEX_URL}/api/search?${new URLSearchParams({ q: WORDS })}`);
if (!answer.ok) throw new Error(await answer.text());
for (const found of (await answer.json()).items) {
  if (found.type === "channel") console.log("channel", found.channel.slug);
  else if (found.type === "user") console.log("person", found.user.username);
  else if (found.type === "video") console.log("video", found.video.title, "of", found.channel.slug);
}
