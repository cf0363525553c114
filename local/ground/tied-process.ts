import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A command to run as a child that does not outlive this process. */
export interface TiedCommand {
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** File that holds the child's process id while it runs. */
  readonly pidFile?: string;
  /** Receives what the child writes to stdout and stderr. */
  readonly onOutput: (chunk: Buffer) => void;
}

/** A running child. */
export interface TiedProcess {
  /** Resolves with the exit code (128 and the number of the signal when it was killed). */
  readonly ended: Promise<number>;
  /** Asks the child and its own children to end (SIGTERM). */
  stop(): void;
}

/*
 * A shell stands between: when the pipe on its standard input ends, because this process died, be it by kill -9, it ends the
 * whole process group. `$1` is the pid file or empty, the rest the command.
 * The file may name the child of a later start by now: that one stays.
 */
const untilParentDies = `
pidfile=$1; shift
exec 3<&0
"$@" 3<&- </dev/null & child=$!
if [ -n "$pidfile" ]; then echo $child >"$pidfile"; fi
{ cat <&3; kill -s TERM 0; } >/dev/null 2>&1 &
wait $child; code=$?
if [ -n "$pidfile" ] && [ "$(cat "$pidfile" 2>/dev/null)" = "$child" ]; then rm -f "$pidfile"; fi
exit $code`;

/** Starts a command so that it ends when this process does, however that happens. A Ctrl-C at the terminal does not reach it. */
export function startTied(settings: TiedCommand): TiedProcess {
  const child = spawn('sh', ['-c', untilParentDies, 'tied', settings.pidFile ?? '', ...settings.command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...settings.environment },
    ...(settings.cwd !== undefined && { cwd: settings.cwd }),
  });
  child.stdout.on('data', settings.onOutput);
  child.stderr.on('data', settings.onOutput);
  child.stdin.on('error', () => {
    // The shell is gone already; `ended` tells.
  });
  const ended = endOf(child);
  // Otherwise the reader of the pipe would stay behind.
  child.once('exit', () => child.stdin.end());
  return { ended, stop: () => child.stdin.end() };
}

async function endOf(child: ReturnType<typeof spawn>): Promise<number> {
  const closed = once(child, 'close');
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 143));
  });
  await closed;
  return code;
}
