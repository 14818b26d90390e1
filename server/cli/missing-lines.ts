import type { ClientBase } from 'pg';
import { filesNaming } from '../features/files/blobs.store';

/** A line for every file whose bytes are missing, by its name; for bytes that no file names yet, by their hash. */
export async function missingLines(
  client: Pick<ClientBase, 'query'>,
  missing: readonly string[],
  where: string,
): Promise<string[]> {
  if (missing.length === 0) return [];
  const files = await filesNaming(client, missing);
  return missing.flatMap((sha256) => {
    const those = files.filter((file) => file.sha256 === sha256);
    return those.length === 0
      ? [`MISSING: the bytes ${sha256} are ${where}\n`]
      : those.map(({ name, customerId }) => `MISSING: "${name}" of customer ${customerId}: its bytes are ${where}\n`);
  });
}
