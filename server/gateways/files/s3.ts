/** A bucket of Amazon S3, or of whatever speaks its protocol. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { FILE_KEY, type FileStore, type GivenBytes } from './contract';

export type S3Settings = {
  readonly bucket: string;
  /** In front of every name; '' for none. */
  readonly prefix: string;
  readonly region: string;
  /** null: Amazon's own for the region. */
  readonly endpoint: string | null;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined };
};

const CONNECT_TIMEOUT_MS = 4_000;
/** Without them a call that nobody answers never ends, nor does the job that makes it: no mail would leave any more. */
const TIMEOUTS = {
  /** Until something is answered to a question without bytes. Three are made of it. */
  answerMs: 12_000,
  /** Until they are taken: as long as a slow line needs for the largest file. */
  takenMs: 180_000,
  /** Neither side says anything. Whoever reads slowly is let go of by our own server first. */
  silenceMs: 110_000,
};

const isMissing = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export function createS3Store(
  { bucket, prefix, region, endpoint, credentials }: S3Settings,
  { answerMs, takenMs, silenceMs } = TIMEOUTS,
): FileStore {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    // A bucket behind an address of its own is named in the path: few of those have a certificate for every bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      socketTimeout: silenceMs,
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const objectOf = (key: string) => {
    if (!FILE_KEY.test(key)) throw new Error('no name of a kept file');
    return { Bucket: bucket, Key: `${prefix}${key}` };
  };
  return {
    name: 's3',
    async sizeOf(key) {
      const head = await orNull(client.send(new HeadObjectCommand(objectOf(key))));
      return head === null ? null : (head.ContentLength ?? 0);
    },
    async put(key, bytes) {
      const command = new PutObjectCommand({ ...objectOf(key), ...(await bodyOf(bytes)) });
      await client.send(command, { requestTimeout: takenMs });
    },
    async read(key, range) {
      const Range = range === undefined ? {} : { Range: `bytes=${range.from}-${range.to}` };
      const found = await orNull(client.send(new GetObjectCommand({ ...objectOf(key), ...Range })));
      return found === null ? null : (found.Body as Readable);
    },
    async remove(key) {
      await orNull(client.send(new DeleteObjectCommand(objectOf(key))));
    },
    async *keys() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
        for (const { Key = '' } of page.Contents ?? []) {
          const key = Key.slice(prefix.length);
          if (FILE_KEY.test(key)) yield key;
        }
    },
    close: () => client.destroy(),
  };
}

async function bodyOf(bytes: GivenBytes) {
  return 'path' in bytes
    ? { Body: createReadStream(bytes.path), ContentLength: (await stat(bytes.path)).size }
    : { Body: bytes, ContentLength: bytes.length };
}
