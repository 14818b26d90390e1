// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { SahaDatabase } from '../../database/saha-database';
import { English } from '../../i18n/test/english';
import { isHeldHere } from '../../shell/only-here';
import { isSafeMoment } from '../../shell/safe-moment';
import { useAttachments } from './use-attachments';

const photo = (name: string) => new File(['photo'], name, { type: 'image/jpeg' });

function open(db: SahaDatabase, conversationId: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <English>
      <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
    </English>
  );
  return renderHook(() => useAttachments(conversationId), { wrapper });
}
const names = ({ result }: ReturnType<typeof open>) => result.current.items.map(({ file }) => file.name);

test('what was picked is still there after a look into another chat, until it is sent', () => {
  const db = {} as SahaDatabase;
  const first = open(db, 'whatsapp:ayşe');
  act(() => first.result.current.add([photo('a.jpg'), photo('b.jpg')], 'camera'));
  const address = first.result.current.items[0]?.address;
  expect(address).toMatch(/^blob:/);
  first.unmount();
  const other = open(db, 'whatsapp:can');
  expect(names(other)).toEqual([]);
  other.unmount();
  expect(isSafeMoment()).toBe(false);
  const again = open(db, 'whatsapp:ayşe');
  expect(names(again)).toEqual(['a.jpg', 'b.jpg']);
  expect(again.result.current.items[0]?.address).toBe(address);
  act(() => again.result.current.clear());
  expect([names(again), isHeldHere()]).toEqual([[], false]);
  again.unmount();
  expect(names(open(db, 'whatsapp:ayşe'))).toEqual([]);
  // Nobody else on this device finds them.
  expect(names(open({} as SahaDatabase, 'whatsapp:ayşe'))).toEqual([]);
});

test('what could not be stored comes back before what was picked since, also when somebody went elsewhere', () => {
  const db = {} as SahaDatabase;
  const first = open(db, 'whatsapp:ayşe');
  act(() => first.result.current.add([photo('a.jpg')], 'camera'));
  const sending = first.result.current.items;
  const { putBack } = first.result.current;
  act(() => first.result.current.clear());
  act(() => first.result.current.add([photo('b.jpg')], 'camera'));
  first.unmount();
  putBack(sending);
  const again = open(db, 'whatsapp:ayşe');
  expect(names(again)).toEqual(['a.jpg', 'b.jpg']);
  act(() => again.result.current.clear());
  expect(isSafeMoment()).toBe(true);
});

test('what is there a moment after one has come back shows', () => {
  const db = {} as SahaDatabase;
  const first = open(db, 'whatsapp:ayşe');
  const { addSpoken } = first.result.current;
  first.unmount();
  const again = open(db, 'whatsapp:ayşe');
  act(() => addSpoken({ file: new File(['voice'], 'ses.ogg', { type: 'audio/ogg' }), seconds: 3, peaks: [1] }));
  expect(again.result.current.items).toMatchObject([{ file: { name: 'ses.ogg' }, spoken: { seconds: 3 } }]);
  act(() => again.result.current.clear());
});
