// @vitest-environment happy-dom
import { test } from 'vitest';
import { runShare } from './long-form';

test('its share of the interleavings', () => runShare(0));
