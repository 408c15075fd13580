// Waits for conditions that can only be polled.
import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is `true`; any other answer is what was seen instead. `ask` may throw to give up early. */
export async function until(what: string, milliseconds: number, ask: () => unknown): Promise<void> {
  let seen: unknown = 'nothing: the first question was not answered';
  let isLate = false;
  const asking = async () => {
    while (!isLate && (seen = await ask()) !== true) await pause(50);
  };
  let timer: NodeJS.Timeout;
  // It bounds a question that is never answered, too.
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`Waited ${milliseconds / 1000} s for ${what}; seen last: ${JSON.stringify(seen)}`));
    timer = setTimeout(fail, milliseconds);
  });
  await Promise.race([asking(), late]).finally(() => {
    isLate = true;
    clearTimeout(timer);
  });
}
