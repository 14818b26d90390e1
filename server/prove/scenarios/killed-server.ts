export async function killedServer(_: unknown): Promise<void> {}
