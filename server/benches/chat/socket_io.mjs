// The chat that the guide proposed: Socket.IO 4.8, each message inserted and then emitted.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('create table message (id bigserial primary key, room text, content text, created_at timestamptz default now())');
const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  socket.on('chat:join', async (room) => {
    await socket.join(room);
    socket.data.room = room;
    socket.emit('chat:joined', { room });
  });
  socket.on('chat:send', async ({ content, nonce, user }) => {
    const { room } = socket.data;
    const { rows } = await pool.query('insert into message (room, content) values ($1, $2) returning id, created_at', [room, content]);
    const [{ id, created_at: createdAt }] = rows;
    io.to(room).emit('chat:message', { message: { id, channelId: room, user, content, badges: [], createdAt } });
    socket.emit('chat:ack', { nonce, id });
  });
});
http.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${http.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));
