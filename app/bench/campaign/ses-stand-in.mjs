/**
 * Answers SES v2's SendEmail in a process of its own, so that it takes no time from whom it serves, and as late as SES
 * does from its own region. Prints its address.
 */
import { createServer } from 'node:http';

const ANSWER_MS = Number(process.argv[2] ?? 50);
let taken = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const isMail = request.method === 'POST';
    const body = isMail
      ? { MessageId: `bench-${(taken += 1)}` }
      : { SendQuota: { Max24HourSend: 10_000_000, MaxSendRate: 100_000, SentLast24Hours: 0 }, SendingEnabled: true };
    setTimeout(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      isMail ? ANSWER_MS : 0,
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
