/**
 * An office in which two people have signed in before, each on a tablet that holds everything: what most scenarios
 * begin with. A worker makes one, on the port all its offices use (a tablet's stores belong to an address); a scenario
 * gets copies of its database, its folder and, one each, its tablets' profiles.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { launchTablet } from './launch-tablet';
import { openOffice, type OfficePlace } from './office';

export type PreparedOffice = OfficePlace & {
  /** Where the profile of this person's tablet is, or null where they had none. */
  profileOf(memberId: string): string | null;
};

const AGENT = 'Zeynep Yılmaz';
const READY = 'ready';
/** Both workers and the office's own start are at it at once. */
const PATIENCE_MS = 120_000;

/**
 * @param folder one worker's own: a worker that comes after it, as one does after a failure, finds its office there
 */
export async function prepareOffice(
  folder: string,
  port: number,
  database: string,
  clientDir?: string,
): Promise<PreparedOffice> {
  const dataDir = path.join(folder, 'data');
  const profile = (memberId: string) => path.join(folder, `tablet-${memberId}`);
  const prepared = {
    template: database,
    port,
    dataDir,
    profileOf: (memberId: string) => (existsSync(profile(memberId)) ? profile(memberId) : null),
  };
  if (existsSync(path.join(folder, READY))) return prepared;
  // What a worker left behind that did not come to its end.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const office = await openOffice({ port, keepAs: { database, dataDir }, clientDir });
  try {
    const { agent, manager } = await findPeople(office, AGENT);
    for (const person of [agent, manager]) await useTablet(profile(person.id), office.url, person);
  } finally {
    await office.close();
  }
  await writeFile(path.join(folder, READY), '');
  return prepared;
}

async function useTablet(profile: string, baseURL: string, person: Person): Promise<void> {
  const context = await launchTablet(profile, { baseURL });
  try {
    const page = context.pages()[0]!;
    await signIn(page, person);
    await waitUntilInOffice(page, PATIENCE_MS);
    await waitUntilInstalled(page);
  } finally {
    await context.close();
  }
}
