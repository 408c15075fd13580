// Players that are programs: what each shows of a playlist, told by its own output.
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { until } from './until';

interface Program {
  command: (url: string) => string[];
  /** A line that tells the height of the pictures from here on. */
  height: RegExp;
  /** A line that comes with each picture. */
  picture: RegExp;
  /** A line that tells that something is wrong with what is played. */
  error: RegExp;
}

/** ffmpeg's showinfo: a line for each picture. */
const showinfo = { height: /showinfo.* n: *\d+ .* s:\d+x(\d+)/, picture: /showinfo.* n: *\d+ / };
const DECODE = ['-vf', 'showinfo', '-f', 'null', '-'];
const FFMPEG = ['ffmpeg', '-nostdin', '-nostats', '-loglevel', 'level+info'];
/** VLC refuses to run as root. */
const AS_A_USER = userInfo().uid === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', 'HOME=/nonexistent'] : [];

export const PROGRAMS = {
  ffmpeg: { command: (url) => [...FFMPEG, '-i', url, ...DECODE], ...showinfo, error: /\[(error|fatal|panic)\]/ },
  streamlink: {
    command: (url) => ['sh', '-c', `streamlink -l error --stdout "hls://$0" best | ${[...FFMPEG, '-i', '-', ...DECODE].join(' ')}`, url],
    ...showinfo,
    error: /\[(error|fatal|panic)\]|^error:/,
  },
  mpv: {
    command: (url) => ['mpv', '--no-config', '--ytdl=no', '--vo=null', '--ao=null', '--vf=lavfi=[showinfo]', '--msg-level=all=error,ffmpeg=v', url],
    ...showinfo,
    error: /\b(error|failed|invalid|corrupt)/i,
  },
  VLC: {
    // Its pictures come as YUV4MPEG2; a pipe made by root could not be opened by name.
    command: (url) => [
      ...[...AS_A_USER, 'sh', '-c'],
      ...['cvlc --no-dbus --avcodec-hw=none --aout=adummy --vout=yuv --yuv-yuv4mpeg2 --yuv-file=/dev/stdout "$0" | cat', url],
    ],
    height: /YUV4MPEG2 W\d+ H(\d+)/,
    picture: /FRAME$/,
    error: /(avcodec decoder|demux|stream|access) error:/,
  },
  GStreamer: {
    command: (url) => [
      ...['gst-launch-1.0', '-v', 'playbin3', `uri=${url}`, 'audio-sink=fakesink sync=true'],
      'video-sink=fakesink name=pictures silent=false sync=true',
    ],
    height: /pictures\.GstPad:sink: caps = .*height=\(int\)(\d+)/,
    picture: /pictures: last-message = chain/,
    error: /^(ERROR|WARNING):/,
  },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof PROGRAMS;

/** A program that plays until it is stopped. */
export class PlayingProgram {
  /** Lines that tell of something wrong. */
  readonly errors: string[] = [];
  private readonly program: Program;
  private readonly process: ChildProcess;
  /** Of the latest pictures, and how many of this height came since. */
  private height = 0;
  private pictures = 0;
  private latest: string[] = [];

  constructor(
    private readonly name: ProgramName,
    url: string,
  ) {
    this.program = PROGRAMS[name];
    const [file, ...words] = this.program.command(url);
    // A group of its own, for a pipe of programs ends as a whole.
    this.process = spawn(file, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.process.on('error', (error) => this.errors.push(`cannot be started: ${error.message}`));
    for (const pipe of [this.process.stdout!, this.process.stderr!]) this.listen(pipe);
  }

  /** From now on it shows a second of pictures of this height. */
  async shows(height: number, milliseconds: number): Promise<void> {
    this.pictures = 0;
    await until(`${this.name} to show ${height} lines`, milliseconds, () => {
      if (this.process.exitCode !== null) throw new Error(`${this.name} ended: ${[...this.errors, ...this.latest].join(' | ')}`);
      return (this.height === height && this.pictures >= 30) || `${this.pictures} pictures, the last of ${this.height} lines`;
    });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null || !this.process.pid) return;
    const gone = once(this.process, 'exit');
    process.kill(-this.process.pid, 'SIGKILL');
    await gone;
  }

  private listen(pipe: NodeJS.ReadableStream) {
    const decoder = new StringDecoder('latin1');
    let rest = '';
    pipe.on('data', (bytes: Buffer) => {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop()!;
      lines.forEach((line) => this.take(line));
    });
  }

  private take(line: string) {
    const height = Number(this.program.height.exec(line)?.[1] ?? this.height);
    if (height !== this.height) [this.height, this.pictures] = [height, 0];
    if (this.program.picture.test(line)) this.pictures += 1;
    else if (this.program.error.test(line)) this.errors.push(line.slice(0, 300));
    else this.latest = [...this.latest, line.slice(0, 300)].slice(-3);
  }
}
