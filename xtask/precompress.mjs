// Puts a brotli and a gzip copy beside every compressible file of the bundle: the server hands them out as they are.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2];
const kib = (bytes) => `${(bytes.length / 1024).toFixed(0)} KiB`.padStart(9);

for (const name of readdirSync(folder, { recursive: true })) {
  if (!/\.(js|mjs|css|wasm|svg|json)$/.test(name)) continue;
  const plain = readFileSync(join(folder, name));
  const brotli = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gzip = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
  writeFileSync(join(folder, `${name}.br`), brotli);
  writeFileSync(join(folder, `${name}.gz`), gzip);
  console.log(`    ${name.padEnd(32)} ${kib(plain)}  br ${kib(brotli)}  gz ${kib(gzip)}`);
}
