/** Draws the calls of `recorded-pdf-thread` with pdfkit alone, in a thread as the product's own: what drawing costs. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const PDFDocument = createRequire(require.resolve('pdfmake'))('pdfkit');
const inter = (face) => require.resolve(`@expo-google-fonts/inter/${face}.ttf`);

const document = new PDFDocument({ size: 'A4', autoFirstPage: false });
const parts = [];
document.on('data', (part) => parts.push(part));
document.on('end', () => parentPort.postMessage(new Uint8Array(Buffer.concat(parts))));
document.registerFont('normal', inter('400Regular/Inter_400Regular'));
document.registerFont('bold', inter('700Bold/Inter_700Bold'));
for (const [method, given, face] of workerData) {
  if (face !== undefined && face !== null) document.font(face.includes('Bold') ? 'bold' : 'normal');
  document[method](...given);
}
document.end();
