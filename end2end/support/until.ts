// Waits for conditions that can only be polled.
import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is yes; `ask` may throw to give up early. */
export async function until(what: string, milliseconds: number, ask: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`Waited ${milliseconds / 1000} s for ${what}.`);
    await pause(50);
  }
}
