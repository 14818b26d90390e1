/** What people do on their devices; some as today's build writes it, some as one would that knows of no approval. */
import type { Tablet } from '../../test/tablet';
import type { Random } from '../../../prisma/factories/random';

type Do = (device: Tablet, id: string, random: Random) => boolean;
const HOUR_MS = 3_600_000;
const NO_WORD = { decisionNote: '', proposedStartsAt: '', proposedEndsAt: '' };

const fieldsOf = (device: Tablet, id: string) => device.fields('appointments', id) as Readonly<Record<string, string>>;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR_MS).toISOString();
const steps =
  (from: readonly string[], to: string, values: object = {}): Do =>
  (device, id) => {
    if (!from.includes(fieldsOf(device, id)['status']!)) return false;
    device.edit('appointments', id, { status: to, ...values });
    return true;
  };
const moves =
  (values: object): Do =>
  (device, id, random) => {
    const { startsAt, endsAt, zone, status } = fieldsOf(device, id);
    if (!['requested', 'approved', 'confirmed'].includes(status!)) return false;
    const hours = random.between(1, 30);
    device.edit('appointments', id, {
      startsAt: later(startsAt!, hours),
      endsAt: later(endsAt!, hours),
      zone,
      ...values,
    });
    return true;
  };
/** About exactly what is shown. */
const says =
  (values: (device: Tablet, id: string, random: Random) => object): Do =>
  (device, id, random) => {
    const { status, startsAt, endsAt, agentId, kind, kindId } = fieldsOf(device, id);
    if (status !== 'requested') return false;
    const decidedFor = [startsAt, endsAt, agentId, kindId === '' ? kind : kindId, ''].join(' ');
    device.edit('appointments', id, {
      decidedBy: device.memberId,
      decidedFor,
      ...NO_WORD,
      ...values(device, id, random),
    });
    return true;
  };

export const ACTIONS = {
  approve: says(() => ({ status: 'approved' })),
  decline: says(() => ({ status: 'declined', decisionNote: 'dolu' })),
  propose: says((device, id, random) => {
    const { startsAt, endsAt } = fieldsOf(device, id);
    const hours = random.between(1, 20);
    return { proposedStartsAt: later(startsAt!, hours), proposedEndsAt: later(endsAt!, hours) };
  }),
  takeProposal: (device, id) => {
    const { status, proposedStartsAt, proposedEndsAt, zone } = fieldsOf(device, id);
    if (status !== 'requested' || !proposedStartsAt) return false;
    const values = { startsAt: proposedStartsAt, endsAt: proposedEndsAt, zone, status: 'approved' };
    device.edit('appointments', id, values);
    return true;
  },
  confirm: steps(['requested', 'approved', 'declined'], 'confirmed'),
  approveAlone: steps(['requested'], 'approved'),
  askAgain: steps(['declined'], 'requested'),
  cancel: steps(['requested', 'approved', 'confirmed', 'declined'], 'cancelled', { cancelReason: 'vazgeçti' }),
  reopen: steps(['cancelled', 'held', 'no_show'], 'confirmed', { cancelReason: '' }),
  held: steps(['requested', 'approved', 'confirmed'], 'held'),
  noShow: steps(['requested', 'approved', 'confirmed'], 'no_show'),
  move: moves({}),
  moveAsking: moves({ status: 'requested' }),
  otherKind: (device, id) => {
    const { kindId } = fieldsOf(device, id);
    device.edit('appointments', id, { kindId: kindId === 'signing' ? '' : 'signing', kind: 'visit' });
    return true;
  },
} satisfies Readonly<Record<string, Do>>;
export type Action = keyof typeof ACTIONS;
