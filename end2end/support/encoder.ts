// A creator's encoder: ffmpeg with its test card and a tone.
import { ChildProcess, spawn } from 'node:child_process';
import { until } from './until';

export interface Picture {
  width?: number;
  height?: number;
  /** Frames from one keyframe to the next. */
  keyframeEvery?: number;
  /** Kilobits of picture a second, filled up where there is less to tell. */
  bitrate?: number;
  /** Starts again when the connection breaks, as encoders do. */
  reconnect?: boolean;
}

/** How long an encoder waits before it connects again. */
const AGAIN_MS = 500;

export class Encoder {
  /** What ffmpeg said. */
  output = '';
  /** Of the last run that ended by itself: its exit code. */
  exitCode?: number | null;
  private process!: ChildProcess;
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly target: string,
    private readonly picture: Picture = {},
  ) {
    this.run();
  }

  /** Resolves once ffmpeg has ended by itself; answers its exit code. */
  async ended(milliseconds = 30_000): Promise<number | null> {
    await until('the encoder to end', milliseconds, () => this.exitCode !== undefined || this.output);
    return this.exitCode!;
  }

  /** Ends it at once, as a pulled cable would. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await gone;
  }

  private run() {
    const { width = 640, height = 360, keyframeEvery = 30, bitrate, reconnect = false } = this.picture;
    const rate = bitrate
      ? ['-b:v', `${bitrate}k`, '-minrate', `${bitrate}k`, '-maxrate', `${bitrate}k`, '-bufsize', `${bitrate}k`, '-x264-params', 'nal-hrd=cbr']
      : ['-b:v', '600k'];
    this.process = spawn(
      'ffmpeg',
      [
        ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info'],
        // One input: for a second one ffmpeg keeps each frame back for a third of a second.
        ['-re', '-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=30[out0];sine=frequency=440:sample_rate=48000[out1]`],
        ['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency'],
        ['-pix_fmt', 'yuv420p', '-g', String(keyframeEvery), ...rate, '-c:a', 'aac', '-b:a', '96k'],
        ['-f', 'flv', this.target],
      ].flat(),
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.process.stderr!.on('data', (text) => (this.output += text));
    this.process.on('error', (error) => (this.output += `ffmpeg cannot be started: ${error.message}`));
    this.process.on('exit', (code) => {
      if (this.stopped) return;
      if (reconnect) this.timer = setTimeout(() => this.run(), AGAIN_MS);
      else this.exitCode = code;
    });
  }
}
