// Answers !hello and !dice. Before the first start: npm install ws
import WebSocket from "ws";
const { AETHEX_URL, AETHEX_TOKEN, CHANNEL } = process.env;
const headers = { Authorization: `Bearer ${AETHEX_TOKEN}` };
const unsent = new Map(); // answers that are not in the database yet, by nonce
let seen = {}; // the last message that was read; after a lost connection the chat goes on behind it
const commands = {
  "!hello": (user) => `Hello, ${user.displayName}!`,
  "!dice": () => `You rolled a ${1 + Math.floor(Math.random() * 6)}.`,
};
function connect() {
  const socket = new WebSocket(AETHEX_URL.replace("http", "ws") + "/ws", { headers });
  const tell = (frame) => socket.send(JSON.stringify(frame));
  const say = (nonce) => unsent.has(nonce) && tell({ type: "chat:send", content: unsent.get(nonce), nonce });
  function read({ id, seq, user, content }) {
    if (seq > seen.since && Object.hasOwn(commands, content)) unsent.set(id, commands[content](user));
    seen.since = Math.max(seq, seen.since);
    say(id);
  }
  const on = {
    "chat:joined": ({ epoch, seq, recovered }) => {
      if (!recovered) seen = { epoch, since: seq };
      unsent.forEach((_, nonce) => say(nonce)); // a message with the same nonce is stored once
    },
    "chat:history": ({ messages }) => messages.forEach(read),
    "chat:message": ({ message }) => read(message),
    "chat:ack": ({ nonce }) => unsent.delete(nonce),
    "chat:held": ({ nonce }) => unsent.delete(nonce),
    error: ({ message, nonce, retryAfterMs }) => {
      if (retryAfterMs) return setTimeout(say, retryAfterMs, nonce);
      unsent.delete(nonce);
      console.error(message);
    },
  };
  socket.on("open", () => tell({ type: "chat:join", channel: CHANNEL, ...seen }));
  socket.on("message", (frame) => JSON.parse(frame).forEach((event) => on[event.type]?.(event)));
  socket.on("error", (why) => { if (why.message.endsWith("401")) throw why; }); // the token is not valid any more
  socket.on("close", () => setTimeout(connect, 1000 + Math.random() * 4000));
}
connect();
