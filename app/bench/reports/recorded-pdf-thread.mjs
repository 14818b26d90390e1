/**
 * Draws one report as the product does, and answers with every call that reached pdfkit meanwhile:
 * `[method, arguments, face]`, the face of text alone. What pdfkit calls of itself within a call is not among them.
 */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { prototype } = createRequire(require.resolve('pdfmake'))('pdfkit');
const DRAWING = [
  ...['addPage', 'text', 'fontSize', 'opacity', 'save', 'restore', 'translate', 'clip'],
  ...['rect', 'roundedRect', 'ellipse', 'moveTo', 'lineTo', 'closePath', 'path'],
  ...[
    'fill',
    'stroke',
    'fillAndStroke',
    'fillColor',
    'strokeColor',
    'lineWidth',
    'lineJoin',
    'lineCap',
    'dash',
    'undash',
  ],
];

const calls = [];
let depth = 0;
for (const method of DRAWING) {
  const drawn = prototype[method];
  prototype[method] = function (...given) {
    if (depth === 0) calls.push([method, given, method === 'text' ? this._font.name : undefined]);
    depth += 1;
    try {
      return drawn.apply(this, given);
    } finally {
      depth -= 1;
    }
  };
}
await import('../../../server/features/reports/pdf-thread.mjs');
parentPort.postMessage(JSON.parse(JSON.stringify(calls)));
