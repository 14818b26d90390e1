import { expect, it } from 'vitest';
import { StartError, startErrorLine } from './start-error';

const system = (facts: object, message = 'listen failed\n    at somewhere') => Object.assign(new Error(message), facts);

it.each([
  [new StartError('PORT is wrong'), 'PORT is wrong'],
  [
    system({ code: 'EADDRINUSE', address: '127.0.0.1', port: 3000 }),
    'Cannot start: 127.0.0.1:3000: the port is taken: stop the other program or choose another PORT',
  ],
  [
    system({ code: 'EACCES', address: '127.0.0.1', port: 80 }),
    'Cannot start: 127.0.0.1:80: this port needs privileges: choose a PORT from 1024 on',
  ],
  [system({ code: 'EACCES', path: '/srv/saha' }), 'Cannot start: /srv/saha: permission denied'],
  [system({ code: 'ENOTFOUND', hostname: 'db.example' }), 'Cannot start: db.example: no such host'],
  [
    system({ code: '28P01' }, 'password authentication failed for user "saha"'),
    'Cannot start: the database refused: password authentication failed for user "saha" (check DATABASE_URL)',
  ],
  [
    system({ code: '3D000' }, 'database "nodb" does not exist'),
    'Cannot start: the database refused: database "nodb" does not exist (check DATABASE_URL)',
  ],
  [
    system({ code: '42501' }, 'permission denied for schema public'),
    'Cannot start: the database refused: permission denied for schema public (check DATABASE_OWNER_URL)',
  ],
  [system({ code: 'ENOSPC', path: '/data' }), 'Cannot start: /data: the disk is full'],
  [system({ code: '53100' }), 'Cannot start: the disk is full'],
  [
    system({ code: 'EADDRNOTAVAIL', address: '10.255.1.1', port: 3000 }),
    'Cannot start: 10.255.1.1:3000: this machine has no such address: see HOST',
  ],
  [system({ code: 'ENAMETOOLONG', path: '/srv/long' }), 'Cannot start: /srv/long: this name is too long'],
  [system({ code: 'EISDIR', path: '/srv/saha' }), 'Cannot start: /srv/saha: this is a folder where a file is needed'],
  [
    system({}, 'Connection terminated unexpectedly'),
    'Cannot start: the database ended. Is the disk full? Its log is postgres.log in the data folder',
  ],
  [system({}), 'Cannot start: listen failed'],
])('says in one line what to do: %s', (error, line) => {
  expect(startErrorLine(error)).toBe(line);
});

it('says of another command that it failed', () => {
  expect(startErrorLine(system({ code: 'ENOSPC', path: '/backups' }), 'Failed')).toBe(
    'Failed: /backups: the disk is full',
  );
});
