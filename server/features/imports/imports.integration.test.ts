/** Customers from files: what a row comes to, that it is written as it was shown, and taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Importer, signedIn } from '../../test/import-office';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { eraseCustomer } from '../journey/erase-customer';
import { forgetImportsJob } from './forget-imports.job';
import { runImport } from './run-import';
import { exportNotTaken, listImports } from './show-imports';
import { discardImport, stopImport } from './steer-import';

let people: TwoTeams;
let manager: Importer;
let agent: Importer;
let otherAgent: Importer;
let admin: Importer;
beforeAll(async () => {
  people = await createTwoTeams();
  const { deps } = people.office;
  await deps.pool.query(
    `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag) VALUES
       ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '+90', ''), ('DE', 'DEU', '276', 'Almanya', 'Germany', '+49', '')
     ON CONFLICT DO NOTHING`,
  );
  const one = async ({ id }: { id: string }) => new Importer(deps, await signedIn(deps, id));
  [manager, agent, otherAgent, admin] = await Promise.all([
    one(people.manager),
    one(people.agents[0]),
    one(people.agents[1]),
    one(people.admin),
  ]);
});
afterAll(() => people.office.close());
beforeEach(async () => {
  people.office.clock.nowMs += 60_000;
});

type Row = Record<string, unknown> & { id: string };
const customersBy = async (column: string, value: string): Promise<Row[]> =>
  (
    await people.office.deps.pool.query<Row>(
      `SELECT id, first_name, last_name, email, phone, alt_phone, city, notes, owner_id, stage, labels, source,
         country_id, deleted_at, version, marketing_consent, created_by
       FROM customers WHERE ${column} = $1 ORDER BY id`,
      [value],
    )
  ).rows;
let made = 0;
/** As the office writes it: what the file is compared with. */
async function customer(owner: Importer, values: Record<string, unknown>): Promise<string> {
  made += 1;
  const id = people.office.deps.newId();
  const at = new Date(people.office.clock.nowMs).toISOString();
  const blank = { phone: '', altPhone: '', email: '', countryId: '', city: '', address: '', occupation: '', notes: '' };
  const fixed = { language: 'tr', source: 'fair', stage: 'new', sharedWith: [], deletedAt: '' };
  const own = { firstName: `Ad${made}`, lastName: 'Soyad', ownerId: owner.member.id, createdBy: owner.member.id };
  const [written] = await people.office.deps.writeAsOffice(
    'customers',
    [{ id, values: { ...blank, ...fixed, ...own, createdAt: at, ...values } }],
    'job:test',
  );
  expect(written).toMatchObject({ outcome: 'written' });
  return id;
}

describe('a row of a file', () => {
  it('makes a customer with what it says, and what was chosen for all', async () => {
    const id = await agent.checked(
      'Ad Soyad;E-posta;Cep Telefonu;Telefon 2;Ülke;Şehir;Kaynak;Aşama;Notlar\n' +
        'Ayşe Nur Işık;ayse.isik@ornek.example;0532 111 22 33;+49 30 901820;' +
        'Almanya;Berlin;Fuar;Nitelikli;Akşam arayın\n',
    );
    expect(await agent.counts(id)).toEqual({ new: 1 });
    await agent.run(id);
    const [one] = await customersBy('email', 'ayse.isik@ornek.example');
    expect(one).toMatchObject({
      first_name: 'Ayşe Nur',
      last_name: 'Işık',
      phone: '+905321112233',
      alt_phone: '+4930901820',
      country_id: 'DE',
      city: 'Berlin',
      source: 'fair',
      stage: 'qualified',
      notes: 'Akşam arayın',
      owner_id: agent.member.id,
      created_by: agent.member.id,
      marketing_consent: false,
    });
    const { rows } = await people.office.deps.pool.query(
      `SELECT cause, member_id FROM audit_events WHERE document_id = $1`,
      [one!.id],
    );
    expect(rows).toEqual([{ cause: `import:${id}`, member_id: null }]);
    expect((await agent.show(id)).import.state).toBe('done');
  });

  it('is valid with a telephone alone, or an address alone', async () => {
    const id = await agent.checked('Telefon,E-posta\n0533 444 55 66,\n,yalniz@ornek.example\n');
    expect((await agent.rows(id)).map(({ outcome, notes }) => [outcome, notes])).toEqual([
      ['new', ['namedByAddress']],
      ['new', ['namedByAddress']],
    ]);
    await agent.run(id);
    expect(await customersBy('phone', '+905334445566')).toMatchObject([{ first_name: '+905334445566' }]);
    expect(await customersBy('email', 'yalniz@ornek.example')).toMatchObject([{ first_name: 'yalniz@ornek.example' }]);
    // Whoever says the name later fills it in.
    const later = await agent.checked('Ad Soyad,Telefon\nDefne Ak,05334445566\n', { mode: 'fill' });
    await agent.run(later);
    expect(await customersBy('phone', '+905334445566')).toMatchObject([{ first_name: 'Defne', last_name: 'Ak' }]);
  });

  it('cannot be taken with cells that nobody can read, each with its reason', async () => {
    const id = await agent.checked(
      'Ad,Soyad,E-posta,Telefon,Ülke,Aşama,Danışman\n' +
        `A,B,yok,12,Atlantis,Uçan,${people.manager.email}\nC,D,c.d@ornek.example,0532 1112233 / 0533 1112233,,,\n`,
    );
    const [first, second] = await agent.rows(id);
    expect(first).toMatchObject({ outcome: 'cannot', reason: 'badCells' });
    expect(first!.problems.map(({ column, code }) => [column, code])).toEqual([
      [2, 'email'],
      [3, 'phone'],
      [4, 'country'],
      [5, 'stage'],
      [6, 'ownerForeign'],
    ]);
    expect(second!.problems).toEqual([{ column: 3, target: 'phone', code: 'phoneSeveral' }]);
    await expect(agent.start(id)).rejects.toThrow('import.nothingToDo');
    const { rows } = await exportNotTaken(people.office.deps, agent.member, { id, after: 0 });
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('meets who is there by either number and by the address however it is typed', async () => {
    const a = await customer(agent, { email: 'İpek.Şen@ornek.example', phone: '+905350000001' });
    const b = await customer(agent, { phone: '+905350000002', altPhone: '+905350000003' });
    const file =
      'Ad Soyad,E-posta,Telefon,Şehir\nİpek Şen,ipek.şen@ORNEK.example,,Ordu\nBaşka Biri,,0535 000 00 03,Rize\n';
    const add = await agent.checked(file);
    expect((await agent.rows(add)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['same', 'existsAlready'],
      ['same', 'existsAlready'],
    ]);
    const fill = await agent.checked(file, { mode: 'fill' });
    expect((await agent.rows(fill)).map(({ customer: one, changes }) => [one?.id, changes])).toEqual([
      [a, [{ field: 'city', from: '', to: 'Ordu' }]],
      [b, [{ field: 'city', from: '', to: 'Rize' }]],
    ]);
    const update = await agent.checked(file, { mode: 'update' });
    expect((await agent.rows(update))[1]!.changes.map(({ field, to }) => [field, to])).toEqual([
      ['firstName', 'Başka'],
      ['lastName', 'Biri'],
      ['city', 'Rize'],
    ]);
    await agent.run(update);
    expect((await agent.show(update)).counts.changedFields).toEqual({ firstName: 2, lastName: 2, city: 2 });
    // The same file again changes nothing.
    const again = await agent.checked(file, { mode: 'update' });
    expect(await agent.counts(again)).toEqual({ same: 2 });
  });

  it('says nothing of a colleague’s customer, and changes nothing in it', async () => {
    const theirs = await customer(otherAgent, { email: 'gizli@ornek.example', city: 'Adana' });
    const file = 'Ad Soyad,E-posta,Şehir\nBen Değil,gizli@ornek.example,Bursa\n';
    const id = await agent.checked(file, { mode: 'update' });
    expect(await agent.rows(id)).toMatchObject([{ outcome: 'new', customer: null, candidates: [] }]);
    await agent.run(id);
    const both = await customersBy('email', 'gizli@ornek.example');
    expect(both.find((one) => one.id === theirs)).toMatchObject({ city: 'Adana', version: 1 });
    expect(both).toHaveLength(2);
    // An admin, who sees both, is asked which of them is meant.
    const asked = await admin.checked('E-posta,Şehir\ngizli@ornek.example,Van\n', { mode: 'update' });
    expect(await admin.rows(asked)).toMatchObject([{ outcome: 'decide', reason: 'severalCustomers' }]);
  });

  it('is about the one who stands for merged records', async () => {
    const kept = await customer(agent, { email: 'kalan@ornek.example' });
    const lost = await customer(agent, { email: 'giden@ornek.example' });
    await people.office.deps.writeAsOffice('customers', [{ id: lost, values: { mergedInto: kept } }], 'job:test');
    const id = await agent.checked('Ad,E-posta,Şehir\nAd,giden@ornek.example,Sivas\n', { mode: 'fill' });
    expect(await agent.rows(id)).toMatchObject([{ outcome: 'changed', customer: { id: kept } }]);
  });
});

describe('rows of one file', () => {
  it('that are alike are joined where they agree, and asked about where they do not', async () => {
    const id = await agent.checked(
      'Ad Soyad,E-posta,Telefon,Şehir\nNil Su,nil@ornek.example,,\nNil Su,nil@ornek.example,05360000001,Muğla\n' +
        'Can Su,nil@ornek.example,,\n,,05360000001,Muğla\n',
    );
    expect((await agent.rows(id)).map(({ outcome, reason, joinedTo }) => [outcome, reason, joinedTo])).toEqual([
      ['new', '', null],
      ['joined', '', 1],
      ['decide', 'differsInFile', null],
      ['joined', '', 1],
    ]);
    await agent.run(id);
    expect(await customersBy('email', 'nil@ornek.example')).toMatchObject([
      { first_name: 'Nil', city: 'Muğla', phone: '+905360000001' },
    ]);
    // A brother with the same address: somebody new, by a person's word.
    expect(await agent.decide(id, 3, { kind: 'new' })).toMatchObject({ outcome: 'new' });
    await agent.run(id);
    expect((await customersBy('email', 'nil@ornek.example')).map((one) => one['first_name']).sort()).toEqual([
      'Can',
      'Nil',
    ]);
    expect((await agent.show(id)).counts.outcomes).toEqual({
      new: { rows: 2, done: 2 },
      joined: { rows: 2, done: 2 },
    });
  });

  it('that a later one joins are decided by a person, and the chain behind them waits', async () => {
    const id = await agent.checked(
      'Ad Soyad,E-posta,Telefon\nEce Bir,ece@ornek.example,\n' +
        'Ece Iki,,05370000001\nEce Bir,ece@ornek.example,05370000001\n',
    );
    const rows = await agent.rows(id);
    expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['new', ''],
      ['new', ''],
      ['decide', 'joinsRows'],
    ]);
    expect(rows[2]!.candidates).toMatchObject([
      { kind: 'row', rowNo: 1 },
      { kind: 'row', rowNo: 2 },
    ]);
    const [first] = rows[2]!.candidates;
    const customerId = first!.kind === 'row' ? first!.customerId : '';
    expect(await agent.decide(id, 3, { kind: 'customer', customerId })).toMatchObject({
      outcome: 'joined',
      joinedTo: 1,
      changes: [{ field: 'phone', from: '', to: '+905370000001' }],
    });
    expect(await agent.decide(id, 3, null)).toMatchObject({ outcome: 'decide', reason: 'joinsRows' });
    await agent.decide(id, 3, { kind: 'customer', customerId });
    await agent.run(id);
    expect(await customersBy('email', 'ece@ornek.example')).toMatchObject([{ id: customerId, phone: '+905370000001' }]);
    await expect(agent.decide(id, 3, { kind: 'leaveOut' })).rejects.toThrow('import.rowTaken');
  });

  it('are decided about all at once, and what waited for one of them is looked at again', async () => {
    await agent.run(
      await agent.checked(
        'Ad Soyad,E-posta,Telefon\nDeniz Koç,deniz@ornek.example,05370000003\nAda Ay,ada@ornek.example,\n',
      ),
    );
    const id = await agent.checked(
      'Ad Soyad,E-posta,Telefon\nDeniz Ay,ada@ornek.example,05370000003\nDeniz Koç,,05370000003\nDeniz Koç,,\n' +
        'Oya Ak,oya@ornek.example,\n',
      { mode: 'fill' },
    );
    const came = async () => (await agent.rows(id)).map(({ outcome, reason }) => `${outcome} ${reason}`);
    const before = await came();
    expect(before).toEqual(['decide severalCustomers', 'decide waitsForRow', 'decide sameName', 'new ']);
    await expect(admin.decideAll(id, 'none')).rejects.toThrow('auth.forbidden');
    expect(await agent.decideAll(id, 'onlyCandidate')).toBe(1);
    expect(await came()).toEqual(['decide severalCustomers', 'decide waitsForRow', 'same ', 'new ']);
    // What waits for another row is not said to be new with it: it may be the same person.
    expect(await agent.decideAll(id, 'new')).toBe(1);
    expect(await came()).toEqual(['new ', 'decide joinsRows', 'same ', 'new ']);
    expect(await agent.decideAll(id, 'leaveOut')).toBe(1);
    expect(await came()).toEqual(['new ', 'leftOut ', 'same ', 'new ']);
    const { decided, import: one } = await agent.show(id);
    expect([decided, one.state]).toEqual([3, 'ready']);
    expect(await agent.decideAll(id, 'leaveOut')).toBe(0);
    expect((await agent.show(id)).import.checkNo).toBe(one.checkNo);

    expect(await agent.decideAll(id, 'none')).toBe(3);
    expect(await came()).toEqual(before);
    // One by one it comes to the same: what waited is looked at with the row it waited for.
    const { outcome, others } = await agent.decide(id, 1, { kind: 'leaveOut' });
    const hang = others.map((row) => `${row.rowNo} ${row.outcome}`);
    expect([outcome, hang]).toEqual(['leftOut', ['2 same', '3 decide']]);
    await agent.decide(id, 1, null);
    expect(await came()).toEqual(before);
    expect(await agent.decideAll(id, 'leaveOut')).toBe(3);
    expect(await agent.counts(id)).toEqual({ leftOut: 3, new: 1 });
    const line = async () =>
      (await listImports(people.office.deps, agent.member, null)).imports.find((each) => each.id === id);
    expect(await line()).toMatchObject({ rowCount: 4, written: null });
    await agent.run(id);
    expect(await line()).toMatchObject({ written: 1 });
    await expect(agent.decideAll(id, 'none')).rejects.toThrow('import.wrongState');
  });

  it('without any address are asked about where somebody is called the same', async () => {
    const name = 'Işıl Çağlayan';
    const id = await agent.checked(`Ad Soyad\n${name}\nişıl  çağlayan\nÖzge Tek\n`);
    expect(await agent.counts(id)).toEqual({ new: 2, decide: 1 });
    await agent.run(id);
    const again = await agent.checked(`Ad Soyad\n${name}\nÖzge Tek\n`);
    expect((await agent.rows(again)).map(({ reason }) => reason)).toEqual(['sameName', 'sameName']);
  });
});

describe('a run', () => {
  it('writes nothing blindly where the world has moved since it was shown', async () => {
    const a = await customer(agent, { email: 'hareket1@ornek.example' });
    const b = await customer(agent, { email: 'hareket2@ornek.example', city: 'Eski' });
    const id = await agent.checked(
      'Ad Soyad,E-posta,Şehir\nX Y,hareket1@ornek.example,Ordu\nX Y,hareket2@ornek.example,Ordu\n' +
        'Z T,hareket3@ornek.example,Ordu\n',
      { mode: 'update', columns: [null, 'email', 'city'] },
    );
    expect(await agent.counts(id)).toEqual({ changed: 2, new: 1 });
    await people.office.deps.writeAsOffice('customers', [{ id: a, values: { city: 'Ordu' } }], 'job:test');
    await people.office.deps.writeAsOffice('customers', [{ id: b, values: { city: 'Yeni' } }], 'job:test');
    const c = await customer(agent, { email: 'hareket3@ornek.example' });
    await agent.run(id);
    expect((await agent.rows(id)).map(({ outcome, reason, isDone }) => [outcome, reason, isDone])).toEqual([
      ['same', '', true],
      ['decide', 'changedMeanwhile', false],
      ['decide', 'changedMeanwhile', false],
    ]);
    expect(await customersBy('city', 'Yeni')).toMatchObject([{ id: b }]);
    // Seen as it is now, it is taken.
    expect(await agent.decide(id, 3, { kind: 'customer', customerId: c })).toMatchObject({ outcome: 'changed' });
    await agent.run(id);
    expect(await customersBy('email', 'hareket3@ornek.example')).toMatchObject([{ id: c, city: 'Ordu' }]);
  });

  it('is one, however often it is started, in however many processes', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `Kişi ${at},cok${at}@ornek.example`).join('\n');
    const id = await agent.checked(`Ad Soyad,E-posta\n${lines}\n`);
    await Promise.all([agent.start(id), agent.start(id)]);
    const { deps } = people.office;
    const loop = async () => {
      while (await runImport(deps, id, { slice: 4 }));
    };
    await Promise.all([loop(), loop(), loop()]);
    expect((await agent.show(id)).counts.outcomes).toEqual({ new: { rows: 30, done: 30 } });
    const { rows } = await deps.pool.query(`SELECT count(*)::int AS n FROM customers WHERE email ~ '^cok[0-9]+@'`);
    expect(rows).toEqual([{ n: 30 }]);
  });

  it('stops, goes on, and says that it is over', async () => {
    const lines = Array.from({ length: 10 }, (_, at) => `Dur ${at},dur${at}@ornek.example`).join('\n');
    const id = await agent.checked(`Ad Soyad,E-posta\n${lines}\n`);
    await agent.start(id);
    const { deps } = people.office;
    await runImport(deps, id, { slice: 4 });
    expect(await stopImport(deps, agent.member, { memberId: null, ip: '' }, id)).toEqual({ state: 'stopped' });
    expect(await runImport(deps, id, { slice: 4 })).toBe(false);
    expect(await agent.show(id)).toMatchObject({ import: { reason: 'byPerson' }, toTake: 6 });
    await agent.run(id);
    expect(await agent.show(id)).toMatchObject({ import: { state: 'done', reason: '' }, toTake: 0 });
  });

  it('gives to whom a manager may give, and to nobody else', async () => {
    const [first, second] = people.agents.map(({ email }) => email);
    const file = `Ad,E-posta,Danışman\nA,dan1@ornek.example,${first}\nB,dan2@ornek.example,${second}\n`;
    const id = await manager.checked(file);
    expect((await manager.rows(id)).map(({ outcome, problems }) => [outcome, problems[0]?.code])).toEqual([
      ['new', undefined],
      ['cannot', 'ownerForeign'],
    ]);
    await manager.run(id);
    expect(await customersBy('email', 'dan1@ornek.example')).toMatchObject([{ owner_id: agent.member.id }]);
    await expect(
      manager.check(await manager.bring(file), { defaults: { ownerId: people.agents[1].id } }),
    ).rejects.toThrow('import.ownerForbidden');
    await expect(agent.check(await agent.bring(file), { columns: ['firstName', 'managerNote', null] })).rejects.toThrow(
      'import.columnForbidden',
    );
  });

  it('makes nobody reachable who has said no', async () => {
    const { deps } = people.office;
    await deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since)
       VALUES (address_key(normal_email('hayir@ornek.example')), 'email', 'unsubscribed', now())`,
    );
    const id = await agent.checked('Ad,E-posta,İzin\nA,HAYIR@ornek.example,evet\nB,sessiz@ornek.example,evet\n');
    await agent.run(id);
    const { rows } = await deps.pool.query(
      `SELECT email, marketing_consent AS consent, reach->'email'->>'state' AS state FROM customers
       WHERE normal_email(email) IN ('hayir@ornek.example', 'sessiz@ornek.example') ORDER BY email`,
    );
    expect(rows).toEqual([
      { email: 'HAYIR@ornek.example', consent: false, state: 'no' },
      { email: 'sessiz@ornek.example', consent: false, state: null },
    ]);
  });
});

describe('taken back', () => {
  it('is what is still as the import left it', async () => {
    const { deps } = people.office;
    const was = await customer(agent, { email: 'geri1@ornek.example', city: 'Eski' });
    const touched = await customer(agent, { email: 'geri2@ornek.example', city: 'Eski' });
    const id = await agent.checked(
      'Ad Soyad,E-posta,Şehir\nA B,geri1@ornek.example,Yeni1\nA B,geri2@ornek.example,Yeni1\n' +
        'C D,geri3@ornek.example,Yeni1\nC D,geri4@ornek.example,Yeni1\n',
      { mode: 'update' },
    );
    await agent.run(id);
    await deps.writeAsOffice('customers', [{ id: touched, values: { occupation: 'Aşçı' } }], 'job:test');
    const [four] = await customersBy('email', 'geri4@ornek.example');
    await deps.writeAsOffice(
      'interactions',
      [
        {
          id: deps.newId(),
          values: {
            customerId: four!.id,
            authorId: agent.member.id,
            kind: 'note',
            outcome: '',
            body: 'Aradı',
            durationMinutes: 0,
            occurredAt: new Date(people.office.clock.nowMs).toISOString(),
            createdAt: new Date(people.office.clock.nowMs).toISOString(),
          },
        },
      ],
      'job:test',
    );
    await agent.revert(id);
    expect((await agent.rows(id)).map(({ reverted }) => reverted)).toEqual(['restored', 'kept', 'removed', 'kept']);
    const [restored] = await customersBy('email', 'geri1@ornek.example');
    expect(restored).toMatchObject({ id: was, city: 'Eski', last_name: 'Soyad' });
    expect(await customersBy('email', 'geri2@ornek.example')).toMatchObject([{ city: 'Yeni1' }]);
    expect(await customersBy('email', 'geri3@ornek.example')).toMatchObject([{ deleted_at: expect.any(String) }]);
    expect((await agent.show(id)).counts.reverted).toEqual({ restored: 1, kept: 2, removed: 1 });
    await expect(agent.start(id)).rejects.toThrow('import.wrongState');
  });
});

describe('a file', () => {
  it('is there once, is its bringer’s and an admin’s, and can be thrown away', async () => {
    const { deps } = people.office;
    const id = await agent.bring('Ad,E-posta\nA,bir@ornek.example\n');
    await agent.bring('Ad,E-posta\nA,bir@ornek.example\n', id);
    await expect(otherAgent.bring('Ad,E-posta\nA,bir@ornek.example\n', id)).rejects.toThrow('import.unknown');
    await expect(manager.show(id)).rejects.toThrow('import.unknown');
    expect((await admin.show(id)).import).toMatchObject({ state: 'columns', columns: ['fullName', 'email'] });
    await expect(admin.check(id)).rejects.toThrow('auth.forbidden');
    expect((await listImports(deps, agent.member, null)).imports[0]).toMatchObject({ id });
    await discardImport(deps, agent.member, { memberId: null, ip: '' }, id);
    await expect(agent.show(id)).rejects.toThrow('import.unknown');
  });

  it('forgets what stood in it of somebody who is erased, read or not', async () => {
    const { deps } = people.office;
    const file = 'Ad Soyad,E-posta,Telefon\nSil Beni,sil@ornek.example,0538 000 00 01\nKal Ben,kal@ornek.example,\n';
    const done = await agent.checked(file);
    await agent.run(done);
    const waiting = await agent.bring('Kim,Nasıl\nS. Beni,(538) 000 0001\nKal Ben,kal@ornek.example\n');
    const [one] = await customersBy('email', 'sil@ornek.example');
    await eraseCustomer(deps, { memberId: null, ip: '' }, one!.id);
    const { rows } = await deps.pool.query(
      `SELECT cells::text || read::text || keys::text || changes::text AS kept FROM import_rows
       WHERE import_id = ANY($1) ORDER BY import_id, row_no`,
      [[done, waiting]],
    );
    expect(rows.map(({ kept }) => /Sil|S\. Beni|sil@|0001/.test(kept as string))).toEqual([false, false, false, false]);
    expect(rows.filter(({ kept }) => /Kal Ben/.test(kept as string))).toHaveLength(2);
    const { samples } = (await agent.show(waiting)).import;
    expect(samples).toEqual([]);
    // Counted it stays.
    expect((await agent.show(done)).counts.outcomes).toEqual({ new: { rows: 2, done: 2 } });
    await agent.check(waiting, { columns: ['fullName', 'phone'] });
    expect(await agent.counts(waiting)).toEqual({ cannot: 2 });
  });

  it('loses its rows a month after it is over, and keeps its counts', async () => {
    const id = await agent.checked('Ad,E-posta\nA,eski@ornek.example\n');
    await agent.run(id);
    const { office } = people;
    await forgetImportsJob.run(office.deps, AbortSignal.timeout(10_000));
    expect(await agent.rows(id)).toHaveLength(1);
    office.clock.nowMs += 31 * 24 * 60 * 60 * 1000;
    await forgetImportsJob.run(office.deps, AbortSignal.timeout(10_000));
    expect(await agent.rows(id)).toEqual([]);
    expect((await agent.show(id)).counts.outcomes).toEqual({ new: { rows: 1, done: 1 } });
    await expect(agent.revert(id)).rejects.toThrow('import.rowsGone');
  });
});
