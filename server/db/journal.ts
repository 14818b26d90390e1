/**
 * What must not be forgotten with the database: every consent, suppression, key, erasure and closed account once it is
 * committed and before anybody is told, and every delivery before its gateway is called. One line of JSON each. Lies
 * beside the data, on a disk that outlives the machine (SAHA_JOURNAL_DIR); each process writes a file of its own and
 * nothing is ever removed. `db:restore` reads them all.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../lib/make-folder';
import { StartError } from '../start-error';
import { linesOf } from './lines-of';

/** Keys of addresses are hex; instants ISO 8601. */
export type JournalLine =
  | {
      readonly kind: 'consent';
      readonly id: string;
      readonly customerId: string | null;
      readonly channel: string;
      readonly address: string;
      readonly addressKey: string;
      readonly decision: string;
      readonly source: string;
      readonly wordingId: string;
      readonly wording: string;
      readonly evidence: string;
      readonly occurredAt: string;
      readonly receivedAt: string;
      readonly recordedBy: string | null;
      /** Not in the oldest journals. */
      readonly createdAt?: string;
    }
  | {
      readonly kind: 'suppression';
      readonly addressKey: string;
      readonly channel: string;
      readonly reason: string;
      readonly since: string;
    }
  /** That a customer's personal data went for good. */
  | { readonly kind: 'erasure'; readonly customerId: string; readonly at: string }
  /** That somebody's account was closed or opened again. */
  | { readonly kind: 'account'; readonly memberId: string; readonly isActive: boolean; readonly at: string }
  | {
      readonly kind: 'key';
      readonly id: string;
      readonly purpose: string;
      readonly secret: string;
      readonly createdAt: string;
    }
  | {
      readonly kind: 'delivery';
      readonly id: string;
      readonly dedupeKey: string;
      readonly addressKey: string;
      readonly channel: string;
      readonly purpose: string;
      readonly campaignId: string | null;
      readonly at: string;
    };

export type Journal = {
  /**
   * Resolves when the lines are on disk; many callers share one flush. A consent or a block that this process has put
   * there already is not put there again.
   */
  append(lines: readonly JournalLine[]): Promise<void>;
  close(): Promise<void>;
};

const SUFFIX = '.journal';

/** How many lines a process remembers having kept: somebody who says the same all day does not fill the disk. */
const MOST_REMEMBERED = 10_000;

type Waiting = { text: string; resolve: () => void; reject: (error: unknown) => void };

/**
 * Makes the folder of the journals. Throws StartError where nothing can be kept in it: an office that found out only
 * with the first no would refuse it, and send nothing.
 */
export async function makeJournalFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder, 0o700);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The journal cannot be kept in ${folder} (${code ?? message}): ` +
        'make it a folder that this user may write to, or choose another SAHA_JOURNAL_DIR',
    );
  }
}

/** The file is made with its first line. */
export function openJournal(folder: string): Journal {
  let file: Promise<FileHandle> | null = null;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  /** Digests of consents and blocks that are on disk, oldest first: they may be said again any number of times. */
  const kept = new Set<string>();
  const isKept = (line: string) => kept.has(digestOf(line));
  const remember = (lines: readonly string[]) => {
    for (const line of lines) kept.add(digestOf(line));
    for (const oldest of kept) {
      if (kept.size <= MOST_REMEMBERED) break;
      kept.delete(oldest);
    }
  };

  const flush = async () => {
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      try {
        const handle = await (file ??= createFile(folder));
        await handle.appendFile(now.map(({ text }) => text).join(''));
        await handle.datasync();
        now.forEach(({ resolve }) => resolve());
      } catch (error) {
        // Opened anew by whoever comes next: a disk may be back.
        const broken = file;
        file = null;
        void broken?.then((handle) => handle.close()).catch(() => undefined);
        now.forEach(({ reject }) => reject(error));
      }
    }
    // In the same breath as the look above: whoever was just told and comes again at once must find nobody at it.
    flushing = null;
  };
  return {
    append(lines) {
      const texts = lines.flatMap((line) => {
        const text = JSON.stringify(line);
        const isRepeatable = line.kind === 'consent' || line.kind === 'suppression';
        return isRepeatable && isKept(text) ? [] : [{ text, isRepeatable }];
      });
      if (texts.length === 0) return Promise.resolve();
      return new Promise<void>((resolve, reject) => {
        waiting.push({ text: texts.map(({ text }) => `${text}\n`).join(''), resolve, reject });
        flushing ??= flush();
      }).then(() => remember(texts.flatMap(({ text, isRepeatable }) => (isRepeatable ? [text] : []))));
    },
    async close() {
      await flushing;
      await (await file)?.close();
    },
  };
}

const digestOf = (line: string) => createHash('sha256').update(line).digest('base64');

async function createFile(folder: string): Promise<FileHandle> {
  await makeFolder(folder, 0o700);
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}-${randomBytes(4).toString('hex')}${SUFFIX}`;
  const handle = await open(path.join(folder, name), 'ax', 0o600);
  // The file is there only when the folder says so, on disk too.
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
  return handle;
}

/** Names of the journals in `folder`, oldest first; none where there is no such folder. */
export async function listJournals(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((one) => one.endsWith(SUFFIX)).sort();
}

/**
 * Every line of every journal in `folder`, in no order that matters. A process that died in the middle of a line left
 * half of it; it had told nobody. Anything else that cannot be read is an error.
 */
export async function* readJournals(folder: string): AsyncGenerator<JournalLine> {
  for (const name of await listJournals(folder)) {
    let half: string | null = null;
    for await (const line of linesOf(createReadStream(path.join(folder, name)))) {
      if (half !== null) throw new Error(`the journal ${name} is damaged in its middle`);
      if (line === '') continue;
      try {
        yield JSON.parse(line) as JournalLine;
      } catch {
        half = line;
      }
    }
  }
}

/** The twin for tests. */
export function createMemoryJournal(): Journal & { readonly lines: JournalLine[] } {
  const lines: JournalLine[] = [];
  return {
    lines,
    append: (some) => {
      lines.push(...some);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
