import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { JOBS } from './job-list';

it.each(['tr', 'en'])('admins read what every job does, in words (%s)', (language) => {
  const file = path.join(import.meta.dirname, `../../app/i18n/messages/system.${language}.json`);
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  expect(JOBS.map(({ name }) => name).filter((name) => !words[`system.job.${name}`])).toEqual([]);
});
