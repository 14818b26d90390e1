import type { Dictionary } from './dictionary';

const parts = import.meta.glob<Dictionary>('./messages/*.tr.json', { eager: true, import: 'default', query: '?other' });

export default Object.assign({}, ...Object.values(parts)) as Dictionary;
