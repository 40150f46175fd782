interface Process {
  versions?: { node?: string };
  getBuiltinModule?(name: string): unknown;
}

/** Node's own object, which Deno and Bun have too. */
export const { process } = globalThis as { process?: Process };

/** A module of Node, by a name that bundlers for browsers do not look for and bundlers for Node leave alone. */
export async function importNode<Module>(name: string): Promise<Module> {
  return (process?.getBuiltinModule?.(name) ?? import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name)) as Promise<Module>;
}
