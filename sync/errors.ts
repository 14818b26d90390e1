/** Coded errors: `noun.reason`. The same string is the translation key on the device. */
export const ERROR_CODES = [
  'request.invalid', 'request.tooLarge', 'request.crossSite', 'request.unknown', 'server.unavailable', 'server.failed',
  'auth.required', 'auth.wrongCredentials', 'auth.tooManyAttempts', 'auth.inactive', 'auth.weakPassword', 'auth.wrongPassword', 'auth.passwordUnchanged', 'auth.passwordChangeNeeded', 'auth.forbidden',
  'session.unknown', 'session.revoked', 'member.unknown', 'member.emailTaken', 'member.lastAdmin', 'member.nameMissing', 'member.emailInvalid', 'team.unknown', 'team.nameTaken', 'team.nameMissing',
  'sync.updateNeeded', 'sync.deviceForeign', 'sync.unknownDocument', 'sync.invalidDocument', 'sync.collectionReadOnly', 'sync.busy',
  'customer.outOfScope', 'customer.ownerUnknown', 'customer.mayNotReassign', 'customer.nameMissing', 'customer.fieldForbidden',
  'appointment.customerUnknown', 'appointment.agentUnknown', 'appointment.outOfScope', 'appointment.endsBeforeStart', 'appointment.tooLong',
  'appointment.zoneUnknown', 'appointment.transitionForbidden',
  'work.alreadyHandedIn', 'work.unknown', 'work.damaged', 'work.wrongPassphrase', 'work.foreignOffice', 'work.memberUnknown',
  'interaction.customerUnknown', 'interaction.outOfScope', 'interaction.inFuture',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
