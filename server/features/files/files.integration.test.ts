/** Bytes are kept once, filed once, and read by whoever sees the customer. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { createMemoryStore } from '../../gateways/files/memory';
import { createHttpApp } from '../../http/app';
import { bringBytes } from '../../test/bring-bytes';
import { refusalOf } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { fileAway, type ComingFile } from './file-away';
import { cleanImage } from './clean-image';
import { copyBlobs } from './copy-blobs';
import { lookAtAllAgain } from './blobs.store';
import { findMissingBytesJob } from './find-missing-bytes.job';
import { forgetUploadsJob } from './forget-uploads.job';
import { keepBlob } from './keep-blob';
import { markFile } from './mark-file';
import { receiveUpload } from './receive-upload';
import { sweepFilesJob } from './sweep-files.job';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let teams: TwoTeams;
let mine: Tablet;
let stranger: Tablet;
let customerId = '';
let photo: Buffer;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-uploads-'));
  teams = await createTwoTeams({ SAHA_DATA_DIR: folder });
  mine = await Tablet.signIn(teams.office, teams.agents[0]);
  stranger = await Tablet.signIn(teams.office, teams.agents[1]);
  customerId = mine.create('customers', mine.newCustomer());
  await mine.push('customers');
  photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#268' } })
    .withExif({ IFD0: { Copyright: 'GIZLI' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 0/1 0/1' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
});
afterAll(async () => {
  await teams.office.close();
  await rm(folder, { recursive: true, force: true });
});

const coming = (values: Partial<ComingFile> = {}): ComingFile => ({
  customerId,
  conversationId: conversationIdOf('whatsapp', customerId),
  messageId: randomUUID(),
  name: 'fatura.pdf',
  bytes: PDF,
  label: 'received',
  source: 'chat',
  ...values,
});
const get = async (tablet: Tablet | null, path: string, headers: Record<string, string> = {}) =>
  createHttpApp(teams.office.deps).request(path, {
    headers: { ...headers, ...(tablet === null ? {} : { cookie: tablet.browser.cookieHeader }) },
  });
const blobs = async () =>
  Number((await teams.office.deps.pool.query<{ n: string }>('SELECT count(*) AS n FROM blobs')).rows[0]?.n);

describe('bytes', () => {
  it('are kept once, however many give them', async () => {
    const before = await blobs();
    const bytes = Buffer.concat([PDF, Buffer.from('bir')]);
    const kept = await Promise.all(Array.from({ length: 8 }, () => keepBlob(teams.office.deps, bytes, 'a.pdf')));
    expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await blobs()).toBe(before + 1);
  });

  it('of pictures come upright and without what the camera wrote', async () => {
    const { sha256, type } = await keepBlob(teams.office.deps, photo, 'a.jpg');
    const stream = await teams.office.deps.files.read(sha256);
    const bytes = Buffer.concat((await stream?.toArray()) ?? []);
    const { width, height, exif } = await sharp(bytes).metadata();
    expect({ type, width, height, exif }).toEqual({ type: 'image/jpeg', width: 600, height: 900, exif: undefined });
    expect(photo.includes('GIZLI')).toBe(true);
    expect(bytes.includes('GIZLI')).toBe(false);
  });
});

describe('a file that comes with a message', () => {
  it('files itself once, with its label, and devices hear of it', async () => {
    const one = coming();
    const [first, again] = await Promise.all([fileAway(teams.office.deps, one), fileAway(teams.office.deps, one)]);
    const later = await fileAway(teams.office.deps, one);
    expect([again, later]).toEqual([first, first]);
    await mine.sync();
    expect(mine.fields('files', first.fileId)).toMatchObject({
      name: 'fatura.pdf',
      marks: ['received'],
      state: 'stored',
      type: 'application/pdf',
      size: PDF.length,
    });
    await stranger.sync();
    expect(stranger.get('files', first.fileId)).toBeUndefined();
    await markFile(teams.office.deps, first.fileId, 'sent');
    await markFile(teams.office.deps, first.fileId, 'sent');
    await mine.pull('files');
    expect(mine.fields('files', first.fileId)?.['marks']).toEqual(['received', 'sent']);
  });

  it('stands there as refused where the office does not keep it', async () => {
    const filed = await fileAway(
      teams.office.deps,
      coming({ name: '../\u202egnp.html', bytes: Buffer.from('<script>1</script>') }),
    );
    expect(filed).toMatchObject({ state: 'refused', reason: 'file.typeRefused' });
    await mine.pull('files');
    expect(mine.fields('files', filed.fileId)).toMatchObject({ name: 'gnp.html', state: 'refused' });
    expect((await get(mine, `/files/${filed.fileId}`)).status).toBe(404);
  });
});

describe('reading', () => {
  it('is by the id of the file, for whoever sees the customer at that moment', async () => {
    const { fileId } = await fileAway(teams.office.deps, coming());
    const read = await get(mine, `/files/${fileId}`);
    expect(read.status).toBe(200);
    expect(Buffer.from(await read.arrayBuffer()).equals(PDF)).toBe(true);
    expect((await get(stranger, `/files/${fileId}`)).status).toBe(404);
    expect((await get(null, `/files/${fileId}`)).status).toBe(401);
    await teams.office.deps.writeAsOffice(
      'customers',
      [{ id: customerId, values: { ownerId: teams.agents[1].id } }],
      'test',
    );
    expect((await get(mine, `/files/${fileId}`)).status).toBe(404);
    expect((await get(stranger, `/files/${fileId}`)).status).toBe(200);
    await teams.office.deps.writeAsOffice(
      'customers',
      [{ id: customerId, values: { ownerId: teams.agents[0].id } }],
      'test',
    );
  });

  it('runs nothing, lies in no cache, and is named as it was sent', async () => {
    const { fileId } = await fileAway(teams.office.deps, coming({ name: 'Işık "teklif".pdf' }));
    const { headers } = await get(mine, `/files/${fileId}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="I__k _teklif_.pdf"; filename*=UTF-8''I%C5%9F%C4%B1k%20_teklif_.pdf`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('is shown by no browser as a page of its own, whatever it is and however it is asked for', async () => {
    const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt '), Buffer.alloc(64)]);
    const given = [
      ['foto.jpg', photo],
      ['ses.wav', wav],
      ['not.txt', Buffer.from('not')],
    ] as const;
    for (const [name, bytes] of given) {
      const { fileId } = await fileAway(teams.office.deps, coming({ name, bytes }));
      for (const at of name === 'foto.jpg' ? ['', '/thumbnail', '?download', '?inline'] : ['', '?inline']) {
        const { status, headers } = await get(mine, `/files/${fileId}${at}`);
        expect([name, at, status, headers.get('content-disposition')?.split(';')[0]]).toEqual([
          name,
          at,
          200,
          'attachment',
        ]);
        expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
        expect(headers.get('x-content-type-options')).toBe('nosniff');
      }
    }
  });

  it('gives parts, and the little picture of a picture', async () => {
    const { fileId } = await fileAway(teams.office.deps, coming({ name: 'foto.png', bytes: photo }));
    const whole = await get(mine, `/files/${fileId}`);
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename="foto.jpg"/);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = await get(mine, `/files/${fileId}`, { range: 'bytes=5-9' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 5-9/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(5, 10))).toBe(true);
    expect((await get(mine, `/files/${fileId}`, { range: `bytes=${bytes.length}-` })).status).toBe(416);
    const small = await get(mine, `/files/${fileId}/thumbnail`);
    const { width, height } = await sharp(Buffer.from(await small.arrayBuffer())).metadata();
    expect([small.headers.get('content-type'), width, height]).toEqual(['image/webp', 213, 320]);
    expect((await get(stranger, `/files/${fileId}/thumbnail`)).status).toBe(404);
  });
});

describe('a file of a device', () => {
  const values = (tablet: Tablet, more = {}) => ({
    customerId,
    conversationId: '',
    messageId: '',
    appointmentId: '',
    name: 'foto.jpg',
    note: '',
    labels: [],
    source: 'camera',
    createdBy: tablet.memberId,
    createdAt: new Date(tablet.nowMs).toISOString(),
    deletedAt: '',
    ...more,
  });
  it('waits for its bytes, moves to nobody else, and is of whoever sees the customer', async () => {
    const id = mine.create('files', values(mine));
    await mine.sync();
    expect(mine.fields('files', id)?.['state'] ?? '').toBe('');
    const other = mine.create('customers', mine.newCustomer());
    await mine.push('customers');
    mine.edit('files', id, { customerId: other });
    expect((await mine.push('files'))[0]).toMatchObject({ outcome: 'refused', code: 'file.mayNotMove' });
    stranger.create('files', values(stranger));
    expect((await stranger.push('files'))[0]).toMatchObject({ outcome: 'refused', code: 'file.outOfScope' });
    mine.create('files', values(mine, { name: '../a.jpg' }));
    expect((await mine.push('files'))[0]).toMatchObject({ outcome: 'refused', code: 'sync.invalidDocument' });
    mine.create('files', values(mine, { source: 'chat' }));
    expect((await mine.push('files'))[0]).toMatchObject({ outcome: 'refused', code: 'request.invalid' });
  });
});

describe('bytes that a device brings', () => {
  const app = () => createHttpApp(teams.office.deps);
  const named = (id: string) => `fileId ${Buffer.from(id).toString('base64')}`;
  const tus = (tablet: Tablet, method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
    app().request(`http://localhost:3000${path}`, {
      method,
      headers: { 'Tus-Resumable': '1.0.0', cookie: tablet.browser.cookieHeader, ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
  const begin = (tablet: Tablet, id: string, length: number) =>
    tus(tablet, 'POST', '/uploads', { 'Upload-Length': String(length), 'Upload-Metadata': named(id) });
  const piece = (tablet: Tablet, id: string, offset: number, bytes: Buffer) =>
    tus(
      tablet,
      'PATCH',
      `/uploads/${id}`,
      { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      bytes,
    );
  const newFile = async (more = {}, tablet = mine) => {
    const id = tablet.create('files', {
      customerId,
      conversationId: '',
      messageId: '',
      appointmentId: '',
      name: 'foto.jpg',
      note: '',
      labels: ['Sözleşme'],
      source: 'camera',
      createdBy: tablet.memberId,
      createdAt: new Date(tablet.nowMs).toISOString(),
      deletedAt: '',
      ...more,
    });
    await tablet.push('files');
    return id;
  };

  it('arrive in pieces, and go on where the office is', async () => {
    const id = await newFile();
    expect((await begin(mine, id, photo.length)).status).toBe(201);
    expect((await piece(mine, id, 0, photo.subarray(0, 1_000))).status).toBe(204);
    const head = await tus(mine, 'HEAD', `/uploads/${id}`, {});
    expect(head.headers.get('upload-offset')).toBe('1000');
    expect((await piece(mine, id, 1_000, photo.subarray(1_000))).status).toBe(204);
    await mine.pull('files');
    expect(mine.fields('files', id)).toMatchObject({ state: 'stored', type: 'image/jpeg', labels: ['Sözleşme'] });
    // The answer was lost: nothing is left to bring, and nothing is kept twice.
    expect((await tus(mine, 'HEAD', `/uploads/${id}`, {})).status).toBe(409);
    expect((await begin(mine, id, photo.length)).status).toBe(409);
    expect((await get(mine, `/files/${id}`)).status).toBe(200);
  });

  it('are not begun anew by a second tab: what has come would be lost', async () => {
    const id = await newFile();
    expect((await begin(mine, id, photo.length)).status).toBe(201);
    expect((await piece(mine, id, 0, photo.subarray(0, 1_000))).status).toBe(204);
    expect((await begin(mine, id, photo.length)).status).toBe(423);
    expect((await tus(mine, 'HEAD', `/uploads/${id}`, {})).headers.get('upload-offset')).toBe('1000');
    expect((await piece(mine, id, 1_000, photo.subarray(1_000))).status).toBe(204);
    await mine.pull('files');
    expect(mine.fields('files', id)).toMatchObject({ state: 'stored', type: 'image/jpeg' });
  });

  it('are brought by whoever made the file, also when its customer is somebody else’s by then', async () => {
    const id = await newFile();
    expect((await begin(stranger, id, PDF.length)).status).toBe(404);
    await teams.office.deps.writeAsOffice(
      'customers',
      [{ id: customerId, values: { ownerId: teams.agents[1].id } }],
      'test',
    );
    expect((await begin(mine, id, PDF.length)).status).toBe(201);
    expect((await piece(mine, id, 0, PDF)).status).toBe(204);
    expect((await get(mine, `/files/${id}`)).status).toBe(404);
    expect((await get(stranger, `/files/${id}`)).status).toBe(200);
    await teams.office.deps.writeAsOffice(
      'customers',
      [{ id: customerId, values: { ownerId: teams.agents[0].id } }],
      'test',
    );
  });

  it('are those of the file in the path, whatever else the address names', async () => {
    const theirs = stranger.create('customers', stranger.newCustomer({ sharedWith: [mine.memberId] }));
    await stranger.push('customers');
    const id = await newFile({ customerId: theirs, name: 'not.pdf' }, stranger);
    expect((await begin(stranger, id, PDF.length)).status).toBe(201);
    const own = await newFile();
    const forged = Buffer.from(PDF.toString().replace('1 0 obj', '2 0 obj'));
    for (const address of [`${own}?/${id}`, `${own}?to=/${id}`, `${own}?/${id}/`]) {
      const head = await tus(mine, 'HEAD', `/uploads/${address}`, {});
      expect([head.status, head.headers.get('upload-offset')]).toEqual([404, null]);
      expect((await piece(mine, address, 0, forged)).status).toBe(404);
    }
    expect((await piece(stranger, id, 0, PDF)).status).toBe(204);
    const kept = await get(stranger, `/files/${id}`);
    expect(Buffer.from(await kept.arrayBuffer()).equals(PDF)).toBe(true);
  });

  it('of a kind the office does not keep are refused on the file', async () => {
    const bytes = Buffer.from('<html><script>alert(1)</script></html>');
    const id = await newFile({ name: 'resim.png' });
    await begin(mine, id, bytes.length);
    await piece(mine, id, 0, bytes);
    await mine.pull('files');
    expect(mine.fields('files', id)).toMatchObject({ state: 'refused', reason: 'file.typeRefused' });
  });

  it('are too many, unknown or nobody’s: said before they are sent', async () => {
    const id = await newFile();
    expect((await begin(mine, id, 30 * 1024 * 1024)).status).toBe(413);
    expect((await begin(mine, randomUUID(), 10)).status).toBe(404);
    expect((await begin(mine, '../../x', 10)).status).toBe(400);
    expect((await app().request('/uploads', { method: 'POST' })).status).toBe(401);
  });

  it('that were begun a week ago and never finished make room, and may be begun anew', async () => {
    const [old, fresh] = [await newFile(), await newFile()];
    for (const id of [old, fresh]) {
      await begin(mine, id, photo.length);
      await piece(mine, id, 0, photo.subarray(0, 1_000));
    }
    const described = path.join(folder, 'uploads', `${old}.json`);
    const begun = JSON.parse(await readFile(described, 'utf8')) as object;
    const longAgo = new Date(Date.now() - 8 * 86_400_000).toISOString();
    await writeFile(described, JSON.stringify({ ...begun, creation_date: longAgo }));
    await forgetUploadsJob.run(teams.office.deps, new AbortController().signal);
    expect((await tus(mine, 'HEAD', `/uploads/${old}`, {})).status).toBe(404);
    expect((await tus(mine, 'HEAD', `/uploads/${fresh}`, {})).headers.get('upload-offset')).toBe('1000');
    expect((await begin(mine, old, photo.length)).status).toBe(201);
    expect((await piece(mine, old, 0, photo)).status).toBe(204);
    expect((await get(mine, `/files/${old}`)).status).toBe(200);
  });

  it('that were begun a week ago may be begun anew before anybody has made room', async () => {
    const id = await newFile();
    await begin(mine, id, photo.length);
    await piece(mine, id, 0, photo.subarray(0, 1_000));
    const described = path.join(folder, 'uploads', `${id}.json`);
    const begun = JSON.parse(await readFile(described, 'utf8')) as object;
    const longAgo = new Date(Date.now() - 8 * 86_400_000).toISOString();
    await writeFile(described, JSON.stringify({ ...begun, creation_date: longAgo }));
    expect((await tus(mine, 'HEAD', `/uploads/${id}`, {})).status).toBe(410);
    expect((await begin(mine, id, photo.length)).status).toBe(201);
    expect((await piece(mine, id, 0, photo)).status).toBe(204);
    expect((await get(mine, `/files/${id}`)).status).toBe(200);
  });

  it('are not called damaged where they cannot be read just now', async () => {
    await expect(cleanImage({ path: path.join(folder, 'taken-away.jpg') }, 'image/jpeg')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('that another process has kept meanwhile stay kept, whatever this one makes of them', async () => {
    const id = await newFile();
    const { deps } = teams.office;
    const place = path.join(folder, 'half.jpg');
    await writeFile(place, photo.subarray(0, 2_000));
    await receiveUpload(
      {
        ...deps,
        withinOffice: async (...about) => {
          await bringBytes(deps, id, photo);
          return deps.withinOffice(...about);
        },
      },
      id,
      place,
    );
    await mine.pull('files');
    expect(mine.fields('files', id)).toMatchObject({ state: 'stored', reason: '', type: 'image/jpeg' });
  });

  it('of deleted files come back within the days to undo, and go after them', async () => {
    const bytes = Buffer.concat([PDF, Buffer.from('silinecek')]);
    const id = await newFile({ name: 'silinecek.pdf' });
    await begin(mine, id, bytes.length);
    await piece(mine, id, 0, bytes);
    await mine.pull('files');
    const del = async () => {
      mine.edit('files', id, { deletedAt: new Date(mine.nowMs).toISOString() });
      await mine.push('files');
    };
    await del();
    const files = async (tablet: Tablet) => (await tablet.browser.request()).files;
    expect((await (await files(mine)).deleted({ id: customerId })).map((file) => file.id)).toEqual([id]);
    expect((await refusalOf((await files(stranger)).bringBack({ id }))).code).toBe('file.unknown');
    await (await files(mine)).bringBack({ id });
    await mine.sync();
    expect(mine.fields('files', id)?.['deletedAt']).toBe('');
    await del();
    const { deps, clock } = teams.office;
    const of = await deps.pool.query<{ blob: string }>('SELECT blob FROM files WHERE id = $1', [id]);
    const blob = of.rows[0]?.blob ?? '';
    const signal = new AbortController().signal;
    await sweepFilesJob.run(deps, signal);
    expect(await deps.files.sizeOf(blob)).toBe(bytes.length);
    clock.nowMs += 31 * 86_400_000;
    await sweepFilesJob.run(deps, signal);
    expect(await deps.files.sizeOf(blob)).toBeNull();
    const { rows } = await deps.pool.query('SELECT 1 FROM blobs WHERE sha256 = $1', [blob]);
    expect(rows).toEqual([]);
    clock.nowMs -= 31 * 86_400_000;
  });

  it('go with a backup, and what is nowhere is named', async () => {
    const [from, to] = [createMemoryStore(), createMemoryStore()];
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    await from.put(a, PDF);
    const named = [a, b].map((sha256) => ({ sha256, size: PDF.length }));
    expect(await copyBlobs(named, from, to)).toEqual({ copied: 1, missing: [b] });
    expect(await copyBlobs(named.slice(0, 1), from, to)).toEqual({ copied: 0, missing: [] });
    expect(await to.sizeOf(a)).toBe(PDF.length);
  });
});

it('says in codes what is not kept', async () => {
  const { deps } = teams.office;
  const of = async (bytes: Buffer, name = 'a.pdf') => (await refusalOf(keepBlob(deps, bytes, name))).code;
  expect(await of(Buffer.alloc(0))).toBe('file.empty');
  expect(await of(Buffer.alloc(26 * 1024 * 1024, 'a'), 'a.txt')).toBe('file.tooLarge');
  expect(await of(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.txt')).toBe('file.typeRefused');
  expect(await of(Buffer.from('MZ\u0090\u0000'), 'a.pdf')).toBe('file.typeRefused');
  expect(await of(photo.subarray(0, 400), 'a.jpg')).toBe('file.damaged');
});

describe('bytes that are not where they are kept', () => {
  const reasonOn = async (fileId: string) => {
    await mine.pull('files');
    return mine.fields('files', fileId)?.['reason'];
  };

  it('are said on every file of them, and no more when they are back', async () => {
    const { deps } = teams.office;
    const bytes = Buffer.from('%PDF-1.4\n% kaybolan\n%%EOF\n');
    const [one, two] = [await fileAway(deps, coming({ bytes })), await fileAway(deps, coming({ bytes }))];
    const whole = await fileAway(deps, coming({ bytes: Buffer.from('%PDF-1.4\n% duran\n%%EOF\n') }));
    const look = () => findMissingBytesJob.run(deps, AbortSignal.timeout(20_000));
    await look();
    expect([await reasonOn(one.fileId), await reasonOn(whole.fileId)]).toEqual(['', '']);
    const { rows } = await deps.pool.query<{ blob: string }>('SELECT blob FROM files WHERE id = $1', [one.fileId]);
    await deps.files.remove(rows[0]!.blob);
    // A day has passed, as far as looking goes.
    await lookAtAllAgain(deps.pool);
    await look();
    expect([await reasonOn(one.fileId), await reasonOn(two.fileId), await reasonOn(whole.fileId)]).toEqual([
      'file.missing',
      'file.missing',
      '',
    ]);
    await deps.files.put(rows[0]!.blob, bytes);
    await lookAtAllAgain(deps.pool);
    await look();
    expect([await reasonOn(one.fileId), await reasonOn(two.fileId)]).toEqual(['', '']);
  });

  it('are said as soon as somebody asks for them', async () => {
    const { deps } = teams.office;
    const { fileId } = await fileAway(deps, coming({ bytes: Buffer.from('%PDF-1.4\n% sorulan\n%%EOF\n') }));
    const { rows } = await deps.pool.query<{ blob: string }>('SELECT blob FROM files WHERE id = $1', [fileId]);
    await deps.files.remove(rows[0]!.blob);
    expect((await get(mine, `/files/${fileId}`)).status).toBe(404);
    expect(await reasonOn(fileId)).toBe('file.missing');
  });
});
