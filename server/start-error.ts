/** Something the person at the terminal can mend. The message is one line and says what to do; no stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken: stop the other program or choose another PORT',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOTDIR: 'this is a file where a folder is needed',
  EEXIST: 'this is a file where a folder is needed',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  // PostgreSQL's own word for it
  53100: 'the disk is full',
  ECONNREFUSED: 'nobody answers there: is the service running and the address right?',
  ENOTFOUND: 'no such host',
  EADDRNOTAVAIL: 'this machine has no such address: see HOST',
  ENAMETOOLONG: 'this name is too long',
  EISDIR: 'this is a folder where a file is needed',
};

/** Invalid password or authorisation, no such database, too many connections. */
const REFUSED_BY_DATABASE = /^(28[0-9A-Z]{3}|3D000|53300)$/;

/** One line for whatever went wrong; `what` could not be done. */
export function startErrorLine(error: unknown, what = 'Cannot start'): string {
  if (!(error instanceof Error)) return `${what}: ${String(error)}`;
  if (error instanceof StartError) return error.message;
  const { code, path, address, port, hostname } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  const known =
    code === 'EACCES' && port !== undefined
      ? 'this port needs privileges: choose a PORT from 1024 on'
      : SYSTEM_PROBLEMS[code ?? ''];
  if (code !== undefined && REFUSED_BY_DATABASE.test(code))
    return `${what}: the database refused: ${error.message} (check DATABASE_URL)`;
  // The role that serves makes no tables.
  if (code === '42501') return `${what}: the database refused: ${error.message} (check DATABASE_OWNER_URL)`;
  // What a full disk looks like from outside when PostgreSQL could not even say so.
  if (/^Connection terminated/.test(error.message))
    return `${what}: the database ended. Is the disk full? Its log is postgres.log in the data folder`;
  if (known === undefined) return `${what}: ${error.message.split('\n', 1)[0] ?? error.name}`;
  const place = path ?? hostname ?? (port === undefined ? '' : `${address ?? ''}:${port}`);
  return `${what}: ${place === '' ? '' : `${place}: `}${known}`;
}
