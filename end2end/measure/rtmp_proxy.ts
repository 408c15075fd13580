// Stands between encoder and server, passes everything on, and notes when the encoder connected: ffmpeg's own start is
// not part of the figure.
import { createServer, connect, AddressInfo, Server as Listener } from 'node:net';
import { once } from 'node:events';

export class RtmpProxy {
  /** When an encoder last connected, by this machine's clock. */
  connectedAt = 0;
  private constructor(private readonly listener: Listener) {}

  /** Where encoders connect to instead. */
  get address(): string {
    return `rtmp://127.0.0.1:${(this.listener.address() as AddressInfo).port}/live`;
  }

  static async to(rtmp: string): Promise<RtmpProxy> {
    const { hostname, port } = new URL(rtmp.replace(/^rtmp:/, 'http:'));
    const listener = createServer((encoder) => {
      proxy.connectedAt = Date.now();
      const server = connect(Number(port), hostname);
      for (const side of [encoder, server]) side.setNoDelay(true);
      encoder.pipe(server).pipe(encoder);
      encoder.on('error', () => server.destroy()).on('close', () => server.destroy());
      server.on('error', () => encoder.destroy()).on('close', () => encoder.destroy());
    });
    const proxy = new RtmpProxy(listener);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  close() {
    this.listener.close();
  }
}
