import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const { AETHEX_URL, AETHEX_TOKEN, VIDEO, FILE } = process.env;

const headers = { Authorization: `Bearer ${AETHEX_TOKEN}` };
const answer = await fetch(`${AETHEX_URL}/api/videos/${VIDEO}/download`, { headers });
if (!answer.ok) throw new Error(await answer.text());
await pipeline(Readable.fromWeb(answer.body), createWriteStream(FILE));
