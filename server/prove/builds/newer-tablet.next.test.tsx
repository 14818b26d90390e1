import { describe } from 'vitest';
import { proveShortForm } from './short-form';

describe('a tablet of the next build', () => proveShortForm('next'));
