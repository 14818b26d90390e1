import { describe, expect, it } from 'vitest';
import type { MemberFields } from '../../../sync/collections/member';
import { groupByTeam } from './team-groups';

const compare = new Intl.Collator('tr-TR').compare;
const member = (fullName: string, values: Partial<MemberFields> = {}): MemberFields => ({
  id: fullName,
  fullName,
  role: 'agent',
  teamId: 't1',
  teamName: 'İstanbul',
  colour: 0,
  isActive: true,
  ...values,
});
const shown = (everyone: MemberFields[], search = '') =>
  groupByTeam(everyone, search, compare).map(({ key, members }) => [key, members.map(({ fullName }) => fullName)]);

describe('groupByTeam', () => {
  const everyone = [
    member('Çağla', { teamId: 't2', teamName: 'Çorum' }),
    member('Dilek', { role: 'manager' }),
    member('Eski', { isActive: false }),
    member('Işıl'),
    member('Yönetim', { role: 'admin', teamId: '', teamName: '' }),
  ];

  it('orders teams by the alphabet, managers first, then people without a team, then closed accounts', () => {
    expect(shown(everyone)).toEqual([
      ['t2', ['Çağla']],
      ['t1', ['Dilek', 'Işıl']],
      ['', ['Yönetim']],
      ['closed', ['Eski']],
    ]);
  });

  it('finds by words of name, e-mail and team, letters of Turkish folded', () => {
    expect(shown(everyone, 'isil')).toEqual([['t1', ['Işıl']]]);
    expect(shown(everyone, 'istanbul DİLEK')).toEqual([['t1', ['Dilek']]]);
    expect(shown([member('A', { email: 'ayse@saha.example' })], 'ayse@')).toEqual([['t1', ['A']]]);
    expect(shown(everyone, 'kimse')).toEqual([]);
  });
});
