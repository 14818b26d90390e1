/** What people type in a schedule. Every text is typed once in the whole schedule, so that a lost one is missed. */
import type { DocumentFields } from '../../sync/collections/definition';
import { FIRST_STAGES } from '../../sync/rules/setting-defaults';
import { PEOPLE, SECRET, type DeviceRole, type Person, type PersonName } from './cast';
import type { Edit } from './plan-schedule';

const HOUR_MS = 3_600_000;

export class PersonAtWork {
  #count = 0;
  constructor(
    private readonly device: { readonly role: DeviceRole; readonly nowMs: number; readonly aheadMs: number },
  ) {}

  newCustomer(owner: PersonName): DocumentFields {
    const { me } = this.#here();
    return {
      firstName: this.#text(),
      lastName: '',
      phone: '',
      altPhone: '',
      email: '',
      countryId: 'TR',
      city: '',
      address: '',
      occupation: '',
      language: 'tr',
      source: 'fair',
      stage: 'new',
      ownerId: me.role === 'agent' ? me.id : PEOPLE[owner].id,
      teamId: me.teamId ?? '',
      sharedWith: [],
      notes: this.#text(),
      createdBy: me.id,
      createdAt: iso(this.device.nowMs),
      lastContactAt: '',
      deletedAt: '',
    };
  }

  newAppointment(customerId: string, hours: number): DocumentFields {
    const { office, me } = this.#here();
    return {
      customerId,
      agentId: me.id,
      title: '',
      kind: 'visit',
      startsAt: iso(office + hours * HOUR_MS),
      endsAt: iso(office + (hours + 1) * HOUR_MS),
      zone: 'Europe/Istanbul',
      location: '',
      notes: this.#text(),
      status: 'draft',
      cancelReason: '',
      createdBy: me.id,
      createdAt: iso(this.device.nowMs),
      deletedAt: '',
    };
  }

  newInteraction(customerId: string, hours: number): DocumentFields {
    const { office, me } = this.#here();
    return {
      customerId,
      authorId: me.id,
      kind: hours % 2 === 0 ? 'call' : 'note',
      outcome: '',
      body: this.#text(),
      durationMinutes: 5,
      occurredAt: iso(office - hours * HOUR_MS),
      createdAt: iso(this.device.nowMs),
    };
  }

  values(collection: 'customers' | 'appointments', what: readonly Edit[]): DocumentFields {
    return Object.assign({}, ...what.map((edit) => this.#edit(collection, edit))) as DocumentFields;
  }

  #edit(collection: 'customers' | 'appointments', edit: Edit): DocumentFields {
    const { office, me } = this.#here();
    const { ownField, ownAppointmentField } = this.device.role;
    switch (edit) {
      case 'own':
        return collection === 'customers'
          ? { [ownField]: this.#ownText(ownField) }
          : { [ownAppointmentField ?? 'notes']: this.#text() };
      case 'notes':
        return { notes: this.#text() };
      case 'stage':
        return { stage: FIRST_STAGES[(this.#count += 1) % FIRST_STAGES.length]!.id };
      case 'secret':
        return me.role === 'agent' ? { notes: this.#text() } : { managerNote: `${SECRET} ${this.#text()}` };
      case 'schedule': {
        const startsAt = office + (this.#count += 1) * HOUR_MS;
        return { startsAt: iso(startsAt), endsAt: iso(startsAt + HOUR_MS), zone: 'Europe/Istanbul' };
      }
      case 'delete':
        return { deletedAt: iso(this.device.nowMs) };
      case 'undelete':
        return { deletedAt: '' };
    }
  }

  #ownText(field: string): string {
    if (field === 'email') return `${this.#text()}@ornek.example`;
    return field === 'altPhone' ? `+90555${String((this.#count += 1)).padStart(7, '0')}` : this.#text();
  }

  #text(): string {
    return `${this.device.role.name}.${(this.#count += 1)}`;
  }

  #here() {
    const me: Person = PEOPLE[this.device.role.person];
    return { office: this.device.nowMs - this.device.aheadMs, me };
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
