import path from 'node:path';

/** Where the stand-ins leave what they took, by channel. */
export const outboxFolders = (dataDir: string) => ({
  email: path.join(dataDir, 'outbox'),
  sms: path.join(dataDir, 'outbox-sms'),
});
