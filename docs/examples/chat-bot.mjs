// Answers !hello and !uptime. Before the first start: npm install ws
import WebSocket from "ws";

const { AETHEX_URL, AETHEX_TOKEN, CHANNEL } = process.env;
const unsent = new Map(); // answers that are not in the database yet, by nonce
let seen = {}; // the last message that was read; after a lost connection the chat goes on behind it
let pause = 1000;

const commands = new Map([
  ["!hello", (user) => `Hello, ${user.displayName}!`],
  ["!uptime", async () => {
    const answer = await fetch(`${AETHEX_URL}/api/channels/${CHANNEL}`).catch(() => null);
    const { stream } = answer?.ok ? await answer.json() : {};
    return stream ? `Live since ${stream.startTime}.` : "Not live.";
  }],
]);

function connect() {
  const headers = { Authorization: `Bearer ${AETHEX_TOKEN}` };
  const socket = new WebSocket(AETHEX_URL.replace(/^http/, "ws") + "/ws", { headers });
  const tell = (frame) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame));
  const say = (nonce) => unsent.has(nonce) && tell({ type: "chat:send", content: unsent.get(nonce), nonce });

  async function read({ id, seq, user, content }) {
    if (seq <= seen.since) return;
    seen.since = seq;
    if (!commands.has(content)) return;
    unsent.set(`re-${id}`, await commands.get(content)(user));
    say(`re-${id}`);
  }

  const on = {
    "chat:joined": ({ epoch, seq, recovered }) => {
      if (!recovered) seen = { epoch, since: seq };
      for (const nonce of unsent.keys()) say(nonce); // what was stored with this nonce is not stored again
      pause = 1000;
    },
    "chat:history": ({ messages }) => messages.forEach(read),
    "chat:message": ({ message }) => read(message),
    "chat:ack": ({ nonce }) => unsent.delete(nonce),
    "chat:held": ({ nonce }) => unsent.delete(nonce),
    error: ({ message, nonce, retryAfterMs }) => {
      console.error(message);
      if (nonce && retryAfterMs) setTimeout(say, retryAfterMs, nonce);
      else unsent.delete(nonce);
    },
  };
  socket.on("open", () => tell({ type: "chat:join", channel: CHANNEL, ...seen }));
  socket.on("message", (frame) => JSON.parse(frame).forEach((event) => on[event.type]?.(event)));
  socket.on("error", ({ message }) => {
    console.error(message);
    if (message.endsWith("401")) process.exit(1); // the token has expired or was revoked
  });
  socket.on("close", () => {
    setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, 30_000);
  });
}

connect();
