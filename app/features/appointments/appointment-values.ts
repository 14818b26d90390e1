import type { FieldsByCollection } from '../../database/saha-database';

/** What is written of an appointment. */
export type AppointmentValues = Partial<Omit<FieldsByCollection['appointments'], 'id'>>;
