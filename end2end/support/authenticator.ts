// An authenticator app (RFC 6238: HMAC-SHA-1, 6 digits, steps of 30 seconds).
import { createHmac } from 'node:crypto';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(secret: string): Buffer {
  const letters = secret.replace(/\s/g, '');
  const bits = [...letters].map((letter) => BASE_32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((octet) => Number.parseInt(octet, 2)));
}

/** The code that it shows now, or `later` steps from now; the next one counts already. */
export function code(secret: string, later = 0): string {
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', bytes(secret)).update(step).digest();
  const truncated = hash.readUInt32BE(hash[19] & 0xf) & 0x7fffffff;
  return String(truncated % 1_000_000).padStart(6, '0');
}
