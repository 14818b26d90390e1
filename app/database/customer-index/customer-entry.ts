import { labelsOn, type LabelMarks } from '../../../sync/rules/labels';
import { isRemains } from '../is-remains';
import { reachesOf } from './reach-kinds';
import type { CustomerEntry, CustomerRow } from './customer-question';

type Fields = Record<string, unknown>;
const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What the index keeps of a stored customer. */
export function customerEntry(stored: Fields): CustomerEntry {
  const isDone = text(stored['nextStepDoneAt']) !== '';
  const step = (value: unknown) => (isDone ? '' : text(value));
  return {
    id: text(stored['id']),
    firstName: text(stored['firstName']),
    lastName: text(stored['lastName']),
    phone: text(stored['phone']),
    altPhone: text(stored['altPhone']),
    email: text(stored['email']),
    city: text(stored['city']),
    countryId: text(stored['countryId']),
    stage: text(stored['stage']) as CustomerEntry['stage'],
    source: text(stored['source']) as CustomerEntry['source'],
    ownerId: text(stored['ownerId']),
    labels: labelsOn(stored['labels'] as LabelMarks | undefined).join(' '),
    lastContactAt: text(stored['lastContactAt']),
    createdAt: text(stored['createdAt']),
    outbox: text(stored['outbox']),
    conflicted: text(stored['conflicted']),
    nextStepText: step(stored['nextStepText']),
    nextStepDueOn: step(stored['nextStepDueOn']),
    nextStepDueTime: step(stored['nextStepDueTime']),
    sortKey: text(stored['sortKey']),
    reaches: reachesOf({
      email: text(stored['email']),
      phone: text(stored['phone']),
      altPhone: text(stored['altPhone']),
      reach: stored['reach'],
    }),
    mergedInto: isRemains(stored) ? '' : text(stored['mergedInto']),
    alsoText: '',
    alsoPhones: '',
    removed: isRemains(stored) || text(stored['deletedAt']) !== '',
  };
}

/** The part of an entry that a list shows. */
export function customerRow({
  id,
  firstName,
  lastName,
  phone,
  email,
  city,
  countryId,
  stage,
  source,
  ownerId,
  labels,
  lastContactAt,
  createdAt,
  outbox,
  conflicted,
  nextStepText,
  nextStepDueOn,
  nextStepDueTime,
}: CustomerEntry): CustomerRow {
  return {
    id,
    firstName,
    lastName,
    phone,
    email,
    city,
    countryId,
    stage,
    source,
    ownerId,
    labels,
    lastContactAt,
    createdAt,
    outbox,
    conflicted,
    nextStepText,
    nextStepDueOn,
    nextStepDueTime,
  };
}
