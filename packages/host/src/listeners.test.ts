import { expect, test } from 'vitest';
import { Listeners } from './listeners.ts';

interface Events {
  said: [what: string, times: number];
  done: [];
}

test('each listener gets the details, until it stops listening', () => {
  const heard: string[] = [];
  const listeners = new Listeners<Events>(() => {});
  const first = (what: string, times: number) => heard.push(`first ${what} ${times}`);
  listeners.add('said', first);
  listeners.add('said', (what) => heard.push(`second ${what}`));
  listeners.emit('said', 'hello', 2);
  listeners.emit('done');
  listeners.delete('said', first);
  listeners.delete('done', () => {});
  listeners.emit('said', 'again', 1);
  expect(heard).toEqual(['first hello 2', 'second hello', 'second again']);
});

test('one that throws is told of, and the next one hears all the same', () => {
  const heard: unknown[] = [];
  const listeners = new Listeners<Events>((type, error) => heard.push([type, String(error)]));
  listeners.add('done', () => {
    throw new Error('no');
  });
  listeners.add('done', () => heard.push('next'));
  listeners.emit('done');
  expect(heard).toEqual([['done', 'Error: no'], 'next']);
});
