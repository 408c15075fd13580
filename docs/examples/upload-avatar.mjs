import { openAsBlob } from "node:fs";

const { AETHEX_URL, AETHEX_TOKEN, PICTURE } = process.env;
const form = new FormData();
form.set("file", await openAsBlob(PICTURE), "avatar");
const answer = await fetch(`${AETHEX_URL}/api/upload/avatar?target=user`, {
  method: "POST",
  headers: { Authorization: `Bearer ${AETHEX_TOKEN}` },
  body: form,
});
if (!answer.ok) throw new Error(await answer.text());
console.log((await answer.json()).url);
