/** Where somebody's customers are listed, to be chosen together and given to somebody else. */
export const customersHref = (memberId: string): string => `/customers?agent=${memberId}`;
