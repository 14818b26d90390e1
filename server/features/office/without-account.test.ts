import { expect, it } from 'vitest';
import { parseConfig } from '../../config';
import { withoutAccount } from './without-account';

const AWS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
const EVOLUTION = { EVOLUTION_URL: 'http://127.0.0.1:8080', EVOLUTION_API_KEY: 'a-long-random-key' };

it.each([
  [{}, ['email', 'sms', 'whatsapp']],
  [AWS, ['sms', 'whatsapp']],
  [EVOLUTION, ['email', 'sms']],
  [{ ...AWS, ...EVOLUTION, SAHA_SMS: 'aws', SAHA_SMS_SENDER: 'SAHA' }, []],
])('with %j nothing reaches anybody on %j', (env, channels) => {
  expect(withoutAccount(parseConfig(env, '/srv/saha'))).toEqual(channels);
});
