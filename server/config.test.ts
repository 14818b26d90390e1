import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig, SETTING_NAMES } from './config';

describe('settings', () => {
  it('has defaults for everything', () => {
    expect(parseConfig({}, '/srv/saha')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      origin: 'http://localhost:3000',
      secureCookies: false,
      trustedProxies: null,
      servesWeb: true,
      runsJobs: true,
      demo: true,
      dataDir: '/srv/saha/.data',
      databaseUrl: null,
      databaseOwnerUrl: null,
      databaseConnections: 10,
      mongodbUrl: null,
      publicOrigin: 'http://localhost:3000',
      journalDir: '/srv/saha/.data-journal',
      mail: {
        from: { name: 'Saha', address: 'saha@localhost.example' },
        region: 'eu-central-1',
        credentials: null,
        endpoint: null,
        configurationSets: null,
        eventsQueueUrl: null,
        eventsTopics: [],
      },
      logLevel: 'info',
      sms: { provider: 'stand-in' },
      files: { place: 'disk', folder: '/srv/saha/.data/files' },
      whatsapp: { provider: 'stand-in' },
      push: { isLocal: false },
    });
  });

  it('takes proxies as a count or as networks', () => {
    expect(parseConfig({ SAHA_TRUSTED_PROXIES: '2' }, '/').trustedProxies).toBe(2);
    expect(parseConfig({ SAHA_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }, '/').trustedProxies).not.toBeNull();
    expect(() => parseConfig({ SAHA_TRUSTED_PROXIES: 'nginx' }, '/')).toThrow('SAHA_TRUSTED_PROXIES must be');
  });

  it('names every problem in one line', () => {
    const wrong = {
      PORT: '70000',
      SAHA_ROLE: 'boss',
      AWS_ACCESS_KEY_ID: 'AKIA',
      DATABASE_URL: 'mysql://x',
      SAHA_DEMOO: 'off',
    };
    expect(() => parseConfig(wrong, '/')).toThrow(
      /^[^\n]*PORT [^\n]*SAHA_ROLE [^\n]*DATABASE_URL [^\n]*AWS_ACCESS_KEY_ID [^\n]*SAHA_DEMOO[^\n]*$/,
    );
  });

  it('takes an owner of the database only beside who serves', () => {
    const DATABASE_OWNER_URL = 'postgresql://saha_owner@db.example/saha';
    expect(() => parseConfig({ DATABASE_OWNER_URL }, '/')).toThrow('DATABASE_OWNER_URL goes with a DATABASE_URL');
    expect(
      parseConfig({ DATABASE_OWNER_URL, DATABASE_URL: 'postgresql://saha_app@db.example/saha' }, '/'),
    ).toMatchObject({ databaseOwnerUrl: DATABASE_OWNER_URL });
  });

  it('opens the demo office by itself only where nobody else comes in', () => {
    const demoOf = (env: Record<string, string>) => parseConfig(env, '/').demo;
    const open: Record<string, string>[] = [
      {},
      { HOST: 'localhost' },
      { HOST: '::1', SAHA_ORIGIN: 'http://[::1]:3000' },
      { PORT: '4000' },
    ];
    const shut: Record<string, string>[] = [
      { HOST: '0.0.0.0' },
      { HOST: '127.0.0.1.saha.example' },
      { SAHA_ORIGIN: 'http://saha.example' },
      { SAHA_ORIGIN: 'https://localhost' },
      { SAHA_ORIGIN: 'https://saha.example', DATABASE_URL: 'postgresql://saha@db.example/saha' },
      { DATABASE_URL: 'postgresql://saha@localhost/saha' },
    ];
    for (const env of open) expect([env, demoOf(env)]).toEqual([env, true]);
    for (const env of open) expect(demoOf({ ...env, SAHA_DEMO: 'off' })).toBe(false);
    for (const env of shut) expect([env, demoOf(env)]).toEqual([env, false]);
    expect(demoOf({ SAHA_DEMO: 'on', HOST: '0.0.0.0' })).toBe(true);
    expect(() => parseConfig({ SAHA_DEMO: 'on', SAHA_ORIGIN: 'https://saha.example' }, '/')).toThrow('SAHA_DEMO=on');
  });

  it('makes cookies secure behind an https origin and takes empty for not given', () => {
    const config = parseConfig({ SAHA_ORIGIN: 'https://saha.example/', PORT: '', SAHA_ROLE: 'worker' }, '/');
    expect(config).toMatchObject({
      origin: 'https://saha.example',
      secureCookies: true,
      port: 3000,
      servesWeb: false,
      runsJobs: true,
    });
    expect(() => parseConfig({ SAHA_ORIGIN: 'https://saha.example/crm' }, '/')).toThrow('without a path');
  });

  // Whoever did as it said led customers from their reminder to nothing, and mails had no images.
  it('says of every address that is written into mails and texts that a proxy passes it on', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const [, passedOn = ''] = /A proxy for it passes on (.*) alone\./.exec(example) ?? [];
    expect(passedOn.match(/\/\w+\//g)).toEqual(['/u/', '/c/', '/i/', '/webhooks/']);
  });

  it('has an example file that names exactly the settings there are, and is valid', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
    const pairs = lines
      .map((line) => /^(?:# )?([A-Z_]+)=(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name, value]);
    expect(pairs.map(([name]) => name).sort()).toEqual([...SETTING_NAMES].sort());
    expect(pairs).toContainEqual(['SAHA_DEMO', 'auto']);
    expect(parseConfig(Object.fromEntries(pairs) as Record<string, string>, '/')).toMatchObject({ port: 3000 });
  });
});
