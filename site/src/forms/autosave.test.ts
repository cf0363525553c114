import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, problemOfStatus } from '../../../api/request.ts';
import { createAutosave, type SaveState } from './autosave.ts';

const changed = () => new ApiError({ ...problemOfStatus(409), code: 'changed-meanwhile' });

/** A server that keeps one text with a version, and refuses what was decided on another version. */
function makeServer() {
  const server = { version: 1, content: 'a', down: false, saves: 0 };
  const states: SaveState['kind'][] = [];
  const autosave = createAutosave<string>(
    { version: 1, content: 'a' },
    {
      delayMilliseconds: 800,
      onState: ({ kind }) => states.push(kind),
      load: () =>
        server.down
          ? Promise.reject(new TypeError('down'))
          : Promise.resolve({ version: server.version, content: server.content }),
      save: async (content, version) => {
        await Promise.resolve();
        server.saves += 1;
        if (server.down) throw new TypeError('down');
        if (version !== server.version) throw changed();
        server.content = content;
        server.version += 1;
        return server.version;
      },
    },
  );
  return { server, states, autosave };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('autosave', () => {
  it('tries again by itself until the network is back, and says nothing else meanwhile', async () => {
    const { server, states, autosave } = makeServer();
    server.down = true;
    autosave.edit('ab');
    await vi.advanceTimersByTimeAsync(800);
    expect(states).toEqual(['unsaved', 'saving', 'failed']);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(new Set(states.slice(3))).toEqual(new Set(['failed']));
    expect(server.saves).toBe(3);
    server.down = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states.at(-1)).toBe('saved');
    expect(server.content).toBe('ab');
    autosave.edit('abc');
    await vi.advanceTimersByTimeAsync(800);
    expect(states.slice(-3)).toEqual(['unsaved', 'saving', 'saved']);
  });

  it('saves once, some time after the last change', async () => {
    const { server, states, autosave } = makeServer();
    autosave.edit('ab');
    await vi.advanceTimersByTimeAsync(700);
    autosave.edit('abc');
    await vi.advanceTimersByTimeAsync(799);
    expect(server.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(server).toMatchObject({ content: 'abc', saves: 1 });
    expect(autosave.version()).toBe(2);
    expect(states.at(-1)).toBe('saved');
  });

  it('sends nothing when everything was taken back', async () => {
    const { server, autosave } = makeServer();
    autosave.edit('ab');
    autosave.edit('a');
    expect(await autosave.flush()).toBe(true);
    expect(server.saves).toBe(0);
  });

  it('saves what was typed while saving, one request after the other', async () => {
    const { server, autosave } = makeServer();
    autosave.edit('ab');
    const first = autosave.flush();
    autosave.edit('abc');
    expect(await first).toBe(true);
    expect(server).toMatchObject({ content: 'abc', version: 3, saves: 2 });
  });

  it('goes on by itself when only the version has grown', async () => {
    const { server, states, autosave } = makeServer();
    server.version = 7; // an upload raised it
    autosave.edit('ab');
    expect(await autosave.flush()).toBe(true);
    expect(server).toMatchObject({ content: 'ab', version: 8 });
    expect(states).not.toContain('conflict');
  });

  it('asks when somebody else wrote something different, and keeps what is typed', async () => {
    const { server, states, autosave } = makeServer();
    Object.assign(server, { version: 2, content: 'theirs' });
    autosave.edit('mine');
    expect(await autosave.flush()).toBe(false);
    expect(states.at(-1)).toBe('conflict');
    autosave.edit('mine too');
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.content).toBe('theirs');
    expect(await autosave.keepMine()).toBe(true);
    expect(server.content).toBe('mine too');
  });

  it('shows what somebody else wrote when that is wanted', async () => {
    const { server, autosave } = makeServer();
    Object.assign(server, { version: 2, content: 'theirs' });
    autosave.edit('mine');
    await autosave.flush();
    expect(autosave.takeTheirs()).toBe('theirs');
    expect(autosave.takeTheirs()).toBeNull();
    autosave.edit('theirs and mine');
    expect(await autosave.flush()).toBe(true);
    expect(server).toMatchObject({ content: 'theirs and mine', version: 3 });
  });

  it('says that saving failed, and saves later', async () => {
    const { server, states, autosave } = makeServer();
    server.down = true;
    autosave.edit('ab');
    expect(await autosave.flush()).toBe(false);
    expect(states.at(-1)).toBe('failed');
    server.down = false;
    expect(await autosave.flush()).toBe(true);
    expect(server.content).toBe('ab');
  });

  it('gives up when the version never settles', async () => {
    const { server, states, autosave } = makeServer();
    const save = vi.fn(() => Promise.reject(changed()));
    const restless = createAutosave<string>(
      { version: 1, content: 'a' },
      {
        delayMilliseconds: 1,
        onState: ({ kind }) => states.push(kind),
        load: async () => Promise.resolve({ version: (server.version += 1), content: 'a' }),
        save,
      },
    );
    restless.edit('b');
    expect(await restless.flush()).toBe(false);
    expect(save).toHaveBeenCalledTimes(4);
    expect(states.at(-1)).toBe('failed');
    autosave.stop();
  });

  it('never goes back to an older version', () => {
    const { autosave } = makeServer();
    autosave.raise(5);
    autosave.raise(3);
    expect(autosave.version()).toBe(5);
  });

  it('saves nothing after it was stopped', async () => {
    const { server, autosave } = makeServer();
    autosave.edit('ab');
    autosave.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.saves).toBe(0);
  });
});
