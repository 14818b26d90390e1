/**
 * What an office decided about itself, as everything else reads it: typed, in order, and with what stands where nobody
 * decided. A document that this build cannot read counts as not there.
 */
import type * as z from 'zod/mini';
import type { SettingFields } from '../collections/setting';
import { FIRST_KINDS, FIRST_REMINDER_RULE, FIRST_STAGES, OFFICE_WEEK, OFFICE_ZONE } from './setting-defaults';
import { EVERY_KIND, SETTING_SHAPES, type SettingKey, type SettingValue, type WeekHours } from './setting-values';
import { isZone } from './wall-time';

export type SettingDocument = Pick<SettingFields, 'id' | 'key' | 'subject' | 'memberId' | 'value' | 'archivedAt'>;
/** `id` is what other records name it by. What is archived is offered to nobody and still says what it is. */
type Thing<K extends SettingKey> = SettingValue<K> & { readonly id: string; readonly isArchived: boolean };
export type Stage = Thing<'stage'>;
export type Label = Thing<'label'>;
export type AppointmentKindSetting = Thing<'appointmentKind'>;
export type Holiday = Thing<'holiday'>;
export type ReminderRule = SettingValue<'reminderRule'>;
export type Absence = SettingValue<'absence'> & { readonly id: string; readonly memberId: string };

export type Settings = {
  /** `name` is '' until somebody says it. */
  readonly office: {
    readonly name: string;
    /** Of an image that the server keeps; '' for none. */
    readonly logoId: string;
    readonly zone: string;
    readonly hours: WeekHours;
  };
  /** As whom the office mails; '' for what its server was set up with. */
  readonly sender: SettingValue<'sender'>;
  /** `pricePerPart`: in lira; null where the office did not say. */
  readonly sms: { readonly carrierHasTurkish: boolean; readonly pricePerPart: number | null };
  readonly awayAnswer: SettingValue<'awayAnswer'>;
  /** No advertising leaves before İYS has taken the yes it rests on. */
  readonly waitsForIys: boolean;
  readonly consentSignature: SettingValue<'consentSignature'>['asked'];
  /** In their order, archived ones with them; likewise the rest. */
  readonly stages: readonly Stage[];
  readonly labels: readonly Label[];
  readonly appointmentKinds: readonly AppointmentKindSetting[];
  /** By the kind of appointment they are for, and EVERY_KIND. */
  readonly reminderRules: ReadonlyMap<string, ReminderRule>;
  /** By their first day; without archived ones, which are as good as never set. */
  readonly holidays: readonly Holiday[];
  /** Of members who keep other hours than the office. */
  readonly weeks: ReadonlyMap<string, WeekHours>;
  /** By member, earliest first. */
  readonly absences: ReadonlyMap<string, readonly Absence[]>;
};

/** The value of a setting; null where it is not of the shape of its key. */
export function settingValue<K extends SettingKey>(key: K, value: unknown): SettingValue<K> | null {
  const read = (SETTING_SHAPES[key] as unknown as z.ZodMiniType<SettingValue<K>>).safeParse(value);
  return read.success ? read.data : null;
}

export function readSettings(documents: Iterable<SettingDocument>): Settings {
  const byKey = new Map<string, SettingDocument[]>();
  for (const document of documents) {
    const those = byKey.get(document.key);
    if (those === undefined) byKey.set(document.key, [document]);
    else those.push(document);
  }
  const read = <K extends SettingKey>(key: K) =>
    (byKey.get(key) ?? []).flatMap((document) => {
      const value = settingValue(key, document.value);
      return value === null ? [] : [{ document, value, isArchived: document.archivedAt !== '' }];
    });
  const one = <K extends SettingKey>(key: K) => read(key).find(({ isArchived }) => !isArchived)?.value;
  const things = <K extends SettingKey>(key: K) =>
    read(key).map(({ document, value, isArchived }): Thing<K> => ({ ...value, id: document.subject, isArchived }));
  const inUse = <K extends SettingKey>(key: K) => read(key).filter(({ isArchived }) => !isArchived);
  const zone = one('officeZone')?.zone;
  return {
    office: {
      name: one('officeName')?.name ?? '',
      logoId: one('officeLogo')?.imageId ?? '',
      zone: zone !== undefined && isZone(zone) ? zone : OFFICE_ZONE,
      hours: one('officeHours')?.days ?? OFFICE_WEEK,
    },
    sender: one('sender') ?? { name: '', address: '', replyTo: '' },
    sms: {
      carrierHasTurkish: one('smsCarrier')?.hasTurkish ?? true,
      pricePerPart: one('smsPrice')?.perPart ?? null,
    },
    awayAnswer: one('awayAnswer') ?? { isOn: false, textTr: '', textEn: '' },
    waitsForIys: one('iys')?.waits ?? false,
    consentSignature: one('consentSignature')?.asked ?? 'offered',
    stages: inOrder(withFirst(things('stage'), FIRST_STAGES)),
    labels: things('label').sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id)),
    appointmentKinds: inOrder(withFirst(things('appointmentKind'), FIRST_KINDS)),
    reminderRules: new Map([
      [EVERY_KIND, FIRST_REMINDER_RULE],
      ...inUse('reminderRule').map(({ document, value }) => [document.subject, value] as const),
    ]),
    holidays: things('holiday')
      .filter(({ isArchived }) => !isArchived)
      .sort((a, b) => compare(a.fromOn, b.fromOn) || compare(a.id, b.id)),
    weeks: new Map(inUse('week').map(({ document, value }) => [document.memberId, value.days])),
    absences: byMember(
      inUse('absence').map(({ document, value }) => ({ ...value, id: document.subject, memberId: document.memberId })),
    ),
  };
}

/** What stands where nobody decided anything. */
export const FIRST_SETTINGS: Settings = readSettings([]);

/** The rule that holds for a kind of appointment. */
export const reminderRuleOf = ({ reminderRules }: Pick<Settings, 'reminderRules'>, kind: string): ReminderRule =>
  reminderRules.get(kind) ?? reminderRules.get(EVERY_KIND) ?? FIRST_REMINDER_RULE;

/** What is decided about a thing of the beginning takes its place. */
function withFirst<T extends { readonly id: string; readonly isArchived: boolean }>(
  decided: readonly T[],
  first: readonly Omit<T, 'isArchived'>[],
): T[] {
  const known = new Set(decided.map(({ id }) => id));
  return [
    ...decided,
    ...first.filter(({ id }) => !known.has(id)).map((thing) => ({ ...thing, isArchived: false }) as T),
  ];
}

function inOrder<T extends { readonly id: string; readonly order: number }>(things: T[]): T[] {
  return things.sort((a, b) => a.order - b.order || compare(a.id, b.id));
}

function byMember(absences: readonly Absence[]): Map<string, Absence[]> {
  const found = new Map<string, Absence[]>();
  const earliestFirst = [...absences].sort(
    (a, b) => compare(`${a.fromOn}${a.fromTime}`, `${b.fromOn}${b.fromTime}`) || compare(a.id, b.id),
  );
  for (const absence of earliestFirst) found.set(absence.memberId, [...(found.get(absence.memberId) ?? []), absence]);
  return found;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
