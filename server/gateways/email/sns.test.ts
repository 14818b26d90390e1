import { describe, expect, it } from 'vitest';
import { SNS_CERTIFICATE, SNS_CERTIFICATE_URL, SNS_TOPIC, signedSns } from '../../test/sns-signer';
import { createSnsVerifier } from './sns';

function verifierWithFetch() {
  const fetched: string[] = [];
  const verifier = createSnsVerifier([SNS_TOPIC], (url) => {
    fetched.push(url);
    return Promise.resolve(SNS_CERTIFICATE);
  });
  return { verifier, fetched };
}
const event = JSON.stringify({ eventType: 'Delivery', mail: { messageId: 'x', timestamp: '2026-11-26T10:00:00Z' } });
const genuine = signedSns({ Message: event });

describe('messages of SNS', () => {
  it('are believed when Amazon signed them for a topic of ours', async () => {
    const { verifier, fetched } = verifierWithFetch();
    expect(await verifier.verify(JSON.stringify(genuine))).toMatchObject({ Message: event });
    expect(await verifier.verify(JSON.stringify(signedSns({ Message: event, Subject: 'Konu' })))).not.toBeNull();
    expect(fetched).toEqual([SNS_CERTIFICATE_URL]);
  });

  it('are refused in 200 forged forms, and nothing is fetched for it', async () => {
    const { verifier, fetched } = verifierWithFetch();
    await verifier.verify(JSON.stringify(genuine));
    fetched.length = 0;
    const hosts = [
      'https://sns.evil.example/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem',
      'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem',
      'https://s3.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
      'https://sns.eu-central-1.amazonaws.com/evil.pem',
      'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem?x=1',
      'file:///etc/passwd',
      'http://169.254.169.254/latest/meta-data',
    ];
    const forged: Record<string, unknown>[] = [
      ...hosts.map((SigningCertURL) => signedSns({ Message: event, SigningCertURL })),
      ...['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'].map((name) => ({ ...genuine, [name]: 'başka' })),
      { ...genuine, SignatureVersion: '1' },
      { ...signedSns({ Message: event }, 'RSA-SHA1'), SignatureVersion: '1' },
      signedSns({ Message: event }, 'RSA-SHA1'),
      signedSns({ Message: event, TopicArn: 'arn:aws:sns:eu-central-1:123456789012:baska' }),
      { ...genuine, Signature: '' },
      { ...genuine, Message: { toString: 'x' } },
      JSON.parse('{"__proto__": {"Type": "Notification"}}') as Record<string, unknown>,
    ];
    for (let at = 0; forged.length < 200; at += 1) {
      const signature = Buffer.from(genuine['Signature'] ?? '', 'base64');
      signature[at % signature.length] = (signature[at % signature.length] ?? 0) ^ (1 << (at % 8));
      forged.push({ ...genuine, Signature: signature.toString('base64') });
    }
    for (const message of forged) expect(await verifier.verify(JSON.stringify(message))).toBeNull();
    for (const text of ['', '{', '[]', 'null', '"x"']) expect(await verifier.verify(text)).toBeNull();
    expect(fetched).toEqual([]);
  });

  it('confirm a subscription at an address we make ourselves', async () => {
    const { verifier, fetched } = verifierWithFetch();
    const message = await verifier.verify(
      JSON.stringify(
        signedSns({
          Type: 'SubscriptionConfirmation',
          Message: 'You have chosen to subscribe',
          Token: 'abc123',
          SubscribeURL: 'https://evil.example/confirm',
        }),
      ),
    );
    expect(message).not.toBeNull();
    await verifier.confirm(message!);
    expect(fetched.at(-1)).toBe(
      `https://sns.eu-central-1.amazonaws.com/?${new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: SNS_TOPIC, Token: 'abc123', Version: '2010-03-31' })}`,
    );
  });
});
