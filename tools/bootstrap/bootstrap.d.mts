/** Makes the dependencies of package-lock.json and the pinned Node available; resolves to that Node's executable. */
export function bootstrap(root: string): Promise<string>;

/** Whether node_modules holds what package-lock.json asks for. */
export function dependenciesAreCurrent(root: string): boolean;
