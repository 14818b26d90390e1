import { expect, test } from 'vitest';
import { LARGEST, movedBy, WHOLE, zoomedAt } from './zoom';

const STAGE = { width: 400, height: 300 };

test('a picture never leaves its stage, however far it is pushed', () => {
  expect(movedBy(WHOLE, 50, -50, STAGE)).toEqual({ zoom: 1, x: 0, y: -0 });
  expect(movedBy({ zoom: 2, x: 0, y: 0 }, 900, -900, STAGE)).toEqual({ zoom: 2, x: 200, y: -150 });
  expect(movedBy({ zoom: 3, x: 10, y: 20 }, 5, 5, STAGE)).toEqual({ zoom: 3, x: 15, y: 25 });
});

test('what is under the fingers stays under them', () => {
  const at = { x: 60, y: -40 };
  const near = zoomedAt(WHOLE, 2, at, STAGE);
  expect(near).toEqual({ zoom: 2, x: -60, y: 40 });
  // The point of the picture that was there: (at - moved) / zoom.
  const nearer = zoomedAt(near, 3, at, STAGE);
  expect([(at.x - nearer.x) / nearer.zoom, (at.y - nearer.y) / nearer.zoom]).toEqual([60, -40]);
});

test('it is never smaller than whole, where it stands in the middle, nor nearer than the nearest', () => {
  expect(zoomedAt({ zoom: 2, x: 80, y: 9 }, 0.5, { x: 10, y: 10 }, STAGE)).toEqual(WHOLE);
  expect(zoomedAt(WHOLE, 40, { x: 0, y: 0 }, STAGE).zoom).toBe(LARGEST);
});
