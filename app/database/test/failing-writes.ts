import type { SahaDatabase } from '../saha-database';

/** This device, whose nth write (from 1) fails where `fails` says so: before anything of it is stored. */
export function failingWrites(db: SahaDatabase, fails: (nth: number) => boolean): SahaDatabase {
  let writes = 0;
  return new Proxy(db, {
    get: (target, key) => {
      // Every write asks once in whose name it stamps (database/write.ts); a device without a name stores nothing.
      if (key === 'deviceId' && fails((writes += 1))) return '';
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** This device, whose store cannot be had for anything that is written: the browser keeps it shut. */
export function storeOutOfReach(db: SahaDatabase): SahaDatabase {
  return new Proxy(db, {
    get: (target, key) => {
      if (key === 'opened') return Promise.reject(new Error('no store'));
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
