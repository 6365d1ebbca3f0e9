/** Whether `dist` is there and newer than everything that it is made from. */
export function isBuilt(): boolean;
