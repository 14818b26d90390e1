/** The only reader of the environment. Every setting is described in .env.example, which a test holds equal to this. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseTrustedProxies, type TrustedProxies } from './lib/client-address';
import type { EmailAddress } from './gateways/email/contract';
import type { EmailSettings } from './gateways/email/open-email';
import type { FileSettings } from './gateways/files/open-files';
import type { SmsSettings } from './gateways/sms/open-sms';
import type { WhatsappSettings } from './gateways/whatsapp/open-whatsapp';
import { StartError } from './start-error';

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`);

function url(protocols: readonly string[]) {
  const schemes = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that begins with ${schemes}`,
    );
}

const settings = {
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SAHA_ORIGIN: url(['http:', 'https:'])
    .refine((value) => !URL.canParse(value) || new URL(value).pathname === '/', 'must be an origin, without a path')
    .transform((value) => new URL(value).origin)
    .optional(),
  SAHA_TRUSTED_PROXIES: z
    .string()
    .refine((value) => parseTrustedProxies(value) !== null, 'must be a count or networks such as 10.0.0.0/8, ::1')
    .transform(parseTrustedProxies)
    .optional(),
  SAHA_ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
  SAHA_DEMO: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  SAHA_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  SAHA_DATABASE_CONNECTIONS: wholeNumber(2, 500).default(10),
  MONGODB_URL: url(['mongodb:', 'mongodb+srv:']).optional(),
  SAHA_PUBLIC_ORIGIN: url(['http:', 'https:'])
    .refine((value) => !URL.canParse(value) || new URL(value).pathname === '/', 'must be an origin, without a path')
    .transform((value) => new URL(value).origin)
    .optional(),
  SAHA_JOURNAL_DIR: z.string().min(1).optional(),
  SAHA_MAIL_FROM: z
    .string()
    .refine((value) => isMailFrom(mailFrom(value)), 'must be an address, or Name <address>')
    .default('Saha <saha@localhost.example>'),
  AWS_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as eu-central-1')
    .default('eu-central-1'),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  SAHA_SES_ENDPOINT: url(['http:', 'https:']).optional(),
  SAHA_SES_CONFIGURATION_SETS: z
    .string()
    .max(40, 'must be 40 characters at most')
    .regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, - and _')
    .optional(),
  SAHA_SES_EVENTS_QUEUE: url(['http:', 'https:']).optional(),
  SAHA_SES_EVENTS_TOPICS: z
    .string()
    .transform((value) => value.split(',').map((topic) => topic.trim()))
    .refine(
      (topics) => topics.every((topic) => topic.startsWith('arn:aws') && topic.includes(':sns:')),
      'must be topic ARNs, separated by commas',
    )
    .default([]),
  SAHA_SMS: z.enum(['netgsm', 'aws', 'stand-in'], 'must be netgsm, aws or stand-in').default('stand-in'),
  NETGSM_USERNAME: z.string().min(1).optional(),
  NETGSM_PASSWORD: z.string().min(1).optional(),
  SAHA_SMS_SENDER: z
    .string()
    .regex(/^[A-Za-z0-9 +._-]{3,40}$/, 'must be a registered name or number')
    .optional(),
  SAHA_SMS_ENDPOINT: url(['http:', 'https:']).optional(),
  SAHA_SMS_CONFIGURATION_SET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, - and _')
    .optional(),
  SAHA_SMS_EVENTS_QUEUE: url(['http:', 'https:']).optional(),
  SAHA_FILES: z.enum(['disk', 's3'], 'must be disk or s3').default('disk'),
  SAHA_FILES_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  SAHA_FILES_PREFIX: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*\/$/, 'must be a path that ends with /')
    .optional(),
  SAHA_FILES_ENDPOINT: url(['http:', 'https:']).optional(),
  EVOLUTION_URL: url(['http:', 'https:']).optional(),
  EVOLUTION_API_KEY: z.string().min(16, 'must be 16 characters at least').optional(),
  SAHA_PUSH_LOCAL: z.enum(['on', 'off'], 'must be on or off').default('off'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
};
export const SETTING_NAMES: readonly string[] = Object.keys(settings);

export type Config = {
  readonly port: number;
  readonly host: string;
  /** How browsers reach the office, for example `https://saha.example`; given or made from the port. */
  readonly origin: string;
  /** The origin is https: cookies are Secure and named `__Host-…`. */
  readonly secureCookies: boolean;
  /** Who may say in X-Forwarded-For whom they speak for; null: nobody. */
  readonly trustedProxies: TrustedProxies;
  readonly servesWeb: boolean;
  readonly runsJobs: boolean;
  /** An empty database is filled with the demo office, whose logins are shown to anybody and let in. */
  readonly demo: boolean;
  /** Absolute. The embedded database and everything else this machine keeps. */
  readonly dataDir: string;
  /** null: run the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The same database as its owner, for migrations and restores; null: `databaseUrl` is the owner's. */
  readonly databaseOwnerUrl: string | null;
  /** Connections a process may hold at once. */
  readonly databaseConnections: number;
  /** null: jobs are shared through PostgreSQL. */
  readonly mongodbUrl: string | null;
  /** How recipients reach the office's public pages; the same as `origin` unless they have a host of their own. */
  readonly publicOrigin: string;
  /** Absolute. What must not be forgotten with the database; to lie on a disk that outlives the machine. */
  readonly journalDir: string;
  readonly mail: EmailSettings & {
    readonly from: EmailAddress;
    /** Amazon SNS topics whose word about our mail counts. */
    readonly eventsTopics: readonly string[];
  };
  readonly sms: SmsSettings;
  readonly files: FileSettings;
  readonly whatsapp: WhatsappSettings;
  /** `isLocal`: push services on this machine and over http are taken as well, for trying it out. */
  readonly push: { readonly isLocal: boolean };
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
};

/** Checks `env`; an empty value counts as not given. Throws one StartError that names every problem. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>, workingDir: string): Config {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = z.object(settings).safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  const unknown = Object.keys(env).filter((name) => name.startsWith('SAHA_') && !SETTING_NAMES.includes(name));
  if ((given['AWS_ACCESS_KEY_ID'] === undefined) !== (given['AWS_SECRET_ACCESS_KEY'] === undefined))
    problems.push('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together');
  problems.push(...unknown.map((name) => `${name} is not a setting`));
  if (parsed.success && parsed.data.SAHA_DEMO === 'on' && parsed.data.SAHA_ORIGIN?.startsWith('https:') === true)
    problems.push(
      'SAHA_DEMO=on lets in anybody who knows the demo password, so it cannot go with an https SAHA_ORIGIN',
    );
  if (parsed.success && parsed.data.SAHA_PUSH_LOCAL === 'on' && parsed.data.SAHA_ORIGIN?.startsWith('https:') === true)
    problems.push(
      'SAHA_PUSH_LOCAL=on lets devices name addresses within the network, so it cannot go with an https SAHA_ORIGIN',
    );
  if (parsed.success && parsed.data.DATABASE_OWNER_URL !== undefined && parsed.data.DATABASE_URL === undefined)
    problems.push('DATABASE_OWNER_URL goes with a DATABASE_URL, which is the same database for serving');
  if (parsed.success)
    problems.push(...smsProblems(parsed.data), ...fileProblems(parsed.data), ...whatsappProblems(parsed.data));
  if (!parsed.success || problems.length > 0)
    throw new StartError(`Settings are wrong: ${problems.join('; ')} (see .env.example)`);
  const value = parsed.data;
  const credentials = awsCredentials(value);
  const origin = value.SAHA_ORIGIN ?? `http://localhost:${value.PORT}`;
  return {
    port: value.PORT,
    host: value.HOST,
    origin,
    secureCookies: origin.startsWith('https:'),
    trustedProxies: value.SAHA_TRUSTED_PROXIES ?? null,
    servesWeb: value.SAHA_ROLE !== 'worker',
    runsJobs: value.SAHA_ROLE !== 'web',
    demo: value.SAHA_DEMO === 'on' || (value.SAHA_DEMO === 'auto' && isPlayground(value, origin)),
    dataDir: path.resolve(workingDir, value.SAHA_DATA_DIR),
    databaseUrl: value.DATABASE_URL ?? null,
    databaseOwnerUrl: value.DATABASE_OWNER_URL ?? null,
    databaseConnections: value.SAHA_DATABASE_CONNECTIONS,
    mongodbUrl: value.MONGODB_URL ?? null,
    publicOrigin: value.SAHA_PUBLIC_ORIGIN ?? origin,
    journalDir:
      value.SAHA_JOURNAL_DIR === undefined
        ? `${path.resolve(workingDir, value.SAHA_DATA_DIR)}-journal`
        : path.resolve(workingDir, value.SAHA_JOURNAL_DIR),
    mail: {
      from: mailFrom(value.SAHA_MAIL_FROM),
      region: value.AWS_REGION,
      credentials,
      endpoint: value.SAHA_SES_ENDPOINT ?? null,
      configurationSets: value.SAHA_SES_CONFIGURATION_SETS ?? null,
      eventsQueueUrl: value.SAHA_SES_EVENTS_QUEUE ?? null,
      eventsTopics: value.SAHA_SES_EVENTS_TOPICS,
    },
    sms: smsSettings(value, credentials),
    files: fileSettings(value, credentials, workingDir),
    whatsapp:
      value.EVOLUTION_URL === undefined || value.EVOLUTION_API_KEY === undefined
        ? { provider: 'stand-in' }
        : { provider: 'evolution', url: value.EVOLUTION_URL, apiKey: value.EVOLUTION_API_KEY },
    push: { isLocal: value.SAHA_PUSH_LOCAL === 'on' },
    logLevel: value.LOG_LEVEL,
  };
}

type Given = z.infer<z.ZodObject<typeof settings>>;

function awsCredentials(value: Given): EmailSettings['credentials'] {
  if (value.AWS_ACCESS_KEY_ID === undefined || value.AWS_SECRET_ACCESS_KEY === undefined) return null;
  return {
    accessKeyId: value.AWS_ACCESS_KEY_ID,
    secretAccessKey: value.AWS_SECRET_ACCESS_KEY,
    sessionToken: value.AWS_SESSION_TOKEN,
  };
}

function whatsappProblems({ EVOLUTION_URL, EVOLUTION_API_KEY }: Given): string[] {
  return (EVOLUTION_URL === undefined) === (EVOLUTION_API_KEY === undefined)
    ? []
    : ['EVOLUTION_URL and EVOLUTION_API_KEY are given together'];
}

function smsProblems(value: Given): string[] {
  const needed =
    value.SAHA_SMS === 'netgsm'
      ? (['NETGSM_USERNAME', 'NETGSM_PASSWORD', 'SAHA_SMS_SENDER'] as const)
      : value.SAHA_SMS === 'aws'
        ? (['AWS_ACCESS_KEY_ID', 'SAHA_SMS_SENDER'] as const)
        : [];
  return needed.filter((name) => value[name] === undefined).map((name) => `SAHA_SMS=${value.SAHA_SMS} needs ${name}`);
}

function smsSettings(value: Given, credentials: EmailSettings['credentials']): SmsSettings {
  const endpoint = value.SAHA_SMS_ENDPOINT ?? null;
  const sender = value.SAHA_SMS_SENDER ?? '';
  if (value.SAHA_SMS === 'netgsm') {
    const { NETGSM_USERNAME: username = '', NETGSM_PASSWORD: password = '' } = value;
    return { provider: 'netgsm', username, password, header: sender, endpoint };
  }
  if (value.SAHA_SMS !== 'aws' || credentials === null) return { provider: 'stand-in' };
  return {
    provider: 'aws',
    region: value.AWS_REGION,
    credentials,
    endpoint,
    origination: sender,
    configurationSet: value.SAHA_SMS_CONFIGURATION_SET ?? null,
    eventsQueueUrl: value.SAHA_SMS_EVENTS_QUEUE ?? null,
  };
}

function fileProblems(value: Given): string[] {
  if (value.SAHA_FILES !== 's3') return [];
  const needed = ['SAHA_FILES_BUCKET', 'AWS_ACCESS_KEY_ID'] as const;
  return needed.filter((name) => value[name] === undefined).map((name) => `SAHA_FILES=s3 needs ${name}`);
}

function fileSettings(value: Given, credentials: EmailSettings['credentials'], workingDir: string): FileSettings {
  const { SAHA_FILES_BUCKET: bucket, SAHA_FILES_PREFIX: prefix = '', SAHA_FILES_ENDPOINT: endpoint = null } = value;
  if (value.SAHA_FILES !== 's3' || bucket === undefined || credentials === null)
    return { place: 'disk', folder: path.join(path.resolve(workingDir, value.SAHA_DATA_DIR), 'files') };
  return { place: 's3', bucket, prefix, region: value.AWS_REGION, endpoint, credentials };
}

/** `Name <address>` or an address alone. */
function mailFrom(value: string): EmailAddress {
  const at = value.indexOf('<');
  if (at < 0) return { name: '', address: value };
  const address = value.endsWith('>') ? value.slice(at + 1, -1) : '';
  return { name: value.slice(0, at).trim(), address };
}

function isMailFrom({ name, address }: EmailAddress): boolean {
  return (
    name.length <= 100 && !/[<>"\r\n]/.test(name) && address.length <= 254 && /^[^\s@<>]+@[^\s@<>]+$/.test(address)
  );
}

/** Nobody but this machine reaches it, and nothing but the database made here can be filled. */
function isPlayground({ HOST, DATABASE_URL }: { HOST: string; DATABASE_URL?: string }, origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return DATABASE_URL === undefined && protocol === 'http:' && isLoopback(HOST) && isLoopback(hostname);
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** The settings of this process: the environment, over the file `.env` of the working directory when there is one. */
export function loadConfig(): Config {
  const file = path.resolve('.env');
  if (existsSync(file)) {
    try {
      process.loadEnvFile(file);
    } catch (error) {
      throw new StartError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return parseConfig(process.env, process.cwd());
}
