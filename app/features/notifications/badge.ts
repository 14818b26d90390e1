/** On the icon of the installed app; what browsers do not know they pass over. */
export function showBadge(count: number): void {
  void (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.())?.catch(() => undefined);
}
