/** Signs as Amazon SNS does, with a certificate of our own. */
import { createSign } from 'node:crypto';

export const SNS_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:saha-events';
export const SNS_CERTIFICATE_URL =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

export function signedSns(fields: Record<string, string>, algorithm = 'RSA-SHA256'): Record<string, string> {
  const message: Record<string, string> = {
    Type: 'Notification',
    MessageId: 'e6f8c4b2-0000-4000-8000-000000000001',
    TopicArn: SNS_TOPIC,
    Timestamp: '2026-11-26T10:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: SNS_CERTIFICATE_URL,
    ...fields,
  };
  const text = (FIELDS[message['Type'] ?? ''] ?? [])
    .flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`]))
    .join('');
  return { ...message, Signature: createSign(algorithm).update(text).sign(KEY, 'base64') };
}

// Made for these tests; it opens nothing.
const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC4kWxmux+WESUE
cH0k6ToQ/dta+7u6drTzG7rsuqZo5NCNUy5fq+1v9op4EXQ8EhZtvkp2ClKY01vr
E/YugcSwsqwDLd0KWMQ4MyvrYBZ8UufPpZbiXhw68S1I+V44/bHaRHfHHLPEs1pu
E4USQI2f8rNyVlU9RyH5/+HzZ2lxo90CcKkgUkI/qcT3Sq/U1XK2lgCbs9dknKfx
e6ttYdtoBcagskuN55QtBU4d+82/WtmoIM9d8p7sg9vLYhIqdrxWV7ZLdZL917zk
VmGlG1EfscVpSpOAtcwX1L0eBJ5rDITJp88cOQLBeKiS18evo7YU3An8dtbUs+nW
8xyXmlHNAgMBAAECggEACmPLU6QkhMzdxdh0PwPvDB5SPxatLHO6v3W36dQfAogg
8le0pFeYE+WvyU8IOUp2X0KnS+pMWISLZ9oVkWwmL6E7PCmUiBzTnOtKhWNBGMoM
+Rwz+HW+RpYli7ZX9sLXRHd2u6tytje3dztbkhm2r0KZFe5kuYCb2cgtBsfzQF2V
3hL9v9Nhw+HutuFfzZ4fE7ueLpRzB1iO3D4GZ/zgLyNj6CdJWCXncaRAIQL6LHXD
icKzRu4H5ljyU7yjUdxy52/RLPzaP3/b9DZOG+WrBIM0KhytJhde6GJNi6vsFVC3
p1ljaEFYG12Q29EXykWUPrMPPKRmaysnRkgssh7YkQKBgQDZyh+pEuR9t3b/GT2j
e7UszAIrRaoByDm4m4BMYhwYsUy7U7wT4/JQkBwkV1w22yw4TWVEwJAe5qutP9bI
xJgcLrkpRk+WKGn341ApOr/dxYmXr1FIZCVSEcKT42VDjlWbBncFMXtA/LD7vywd
Mep4JlIYDIbGclU4POnWU4gVXQKBgQDY8y2j91p4g25syFfE9oJ3BTo0JRdo/mmM
I2L6kLVzVGiDU4pd7/2nba1HCmS7sK5g/iYSMgQNvqAeiaxHMeCVuCmRSKnmiOsB
fZAT3f7AGmxphPhj/KkcRsNj2UCINb1IKf15StANCwskYMNEzut/PnBGXzJGpKIT
f89ekSB3MQKBgQDT1MT2rmmP3eLgPKy3Vpvh9owlipzRHu8FoDoqEUNCwTDhA5Dr
x8rokULOFiqbMJLSMHVPafzEEZjp6i3/GTjaMJfojXrbknN/qJlPgNUd4AT0hJGK
19109dFMBuF30/lvz9n0MyyvCRkbw9Ykj2h/dMZkncp5Oruo95Z54MV8AQKBgDPD
ig9GVJLOoUlZX//B5Y0qdSG9++D0WxCx3Mr2PiUfbbRv+WLCgV4ygBakNzbFSEYi
Pck3n9n7ss62gKGYGAMBJwHgOZGk95WqdPcYj9EcPOPMc0vAHEV/6NzpGEmnsNsI
Ec+f9xY1nVn3sH+5c10v87AGxMMwQu+uHjdtHzbxAoGANCCuaFm0tCnuOsWkQD5/
x1EG4J21N2sSRcajJssb9yw7LOpzQaG2dWY0P6i6J61K8F3ocpusyhdlDGXAwHSe
IF0gXcRZTcZTUu05CJnYgww8Z4hSgiG4375onAonK/f6yZxc5t2KO0EiEvqEMW8u
nuX3hIwE0fwo7DIBzrpZ+ZU=
-----END PRIVATE KEY-----
`;
export const SNS_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGzCCAgOgAwIBAgIUNtmO8ior8RFH3szvMm9k1aSzW5wwDQYJKoZIhvcNAQEL
BQAwHDEaMBgGA1UEAwwRc25zLmFtYXpvbmF3cy5jb20wIBcNMjYxMTI2MDE1MTAw
WhgPMjEyNjExMDIwMTUxMDBaMBwxGjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29t
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuJFsZrsflhElBHB9JOk6
EP3bWvu7una08xu67LqmaOTQjVMuX6vtb/aKeBF0PBIWbb5KdgpSmNNb6xP2LoHE
sLKsAy3dCljEODMr62AWfFLnz6WW4l4cOvEtSPleOP2x2kR3xxyzxLNabhOFEkCN
n/KzclZVPUch+f/h82dpcaPdAnCpIFJCP6nE90qv1NVytpYAm7PXZJyn8XurbWHb
aAXGoLJLjeeULQVOHfvNv1rZqCDPXfKe7IPby2ISKna8Vle2S3WS/de85FZhpRtR
H7HFaUqTgLXMF9S9HgSeawyEyafPHDkCwXioktfHr6O2FNwJ/HbW1LPp1vMcl5pR
zQIDAQABo1MwUTAdBgNVHQ4EFgQUV5Y/KACStBwTVlWu6+1LKfZ1Y/AwHwYDVR0j
BBgwFoAUV5Y/KACStBwTVlWu6+1LKfZ1Y/AwDwYDVR0TAQH/BAUwAwEB/zANBgkq
hkiG9w0BAQsFAAOCAQEApFRBD5h3zwVKlBhVJHbMmiK8duB/3pyyvUcAIZj2Mr9G
FCbsM1HHR6fD/EVmAUj+B/MAcGmfzhTCeiIgW1dmjJBxerXuf15qqQm6sU59vVIL
P2Oe3bn+FldZDjHnNfkafYYOk382gjshuOdIyojVHdAaA+2L359Zionepl6HktYC
FojFmWhMHjjp/B3VwY4SuWy22LFy/U38dWmyBhROLQRS3/7SCpHv8yn0sVRggiDh
Z1ynZjrWp7VGcmjHjhjSCCafzhkv5NKMeHKlQ9LgdShNDPpxNX/CDLOcsQ/vXFhV
btwXnhdJ845tMDsKNnZC6u+9+5Ro6rsbYTAcyAq2ZA==
-----END CERTIFICATE-----
`;
