import { describe } from 'vitest';
import { proveShortForm } from './short-form';

describe('a tablet of today’s build', () => proveShortForm('today'));
