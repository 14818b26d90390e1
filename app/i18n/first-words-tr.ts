import type { Dictionary } from './dictionary';

const parts = import.meta.glob<Dictionary>('./messages/*.tr.json', { eager: true, import: 'default', query: '?first' });

export default Object.assign({}, ...Object.values(parts)) as Dictionary;
