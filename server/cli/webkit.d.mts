export function findWebkit(): { driver: string; displayServer: string; browser: string } | undefined;
export function ensureWebkit(): Promise<void>;
