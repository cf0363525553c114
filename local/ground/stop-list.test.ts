import { expect, it } from 'vitest';
import { createStopList } from './stop-list.ts';

it('stops in reverse order, passing over what fails or hangs', async () => {
  const stopped: string[] = [];
  const problems: string[] = [];
  const list = createStopList((text) => problems.push(text));
  const stop = (name: string) => async (): Promise<void> => {
    stopped.push(name);
    await Promise.resolve();
  };
  list.add('first', stop('first'));
  list.add('hanging', () => new Promise(() => undefined));
  list.add('failing', () => Promise.reject(new Error('no')));
  list.add('last', stop('last'));
  await list.stopAll(100);
  expect(stopped).toEqual(['last', 'first']);
  expect(problems).toEqual(['stopping failing: no', 'stopping hanging: it did not end in time']);
  await list.stopAll(100);
  expect(stopped).toEqual(['last', 'first']);
});
