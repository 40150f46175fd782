/** The worker's script as a text; the build writes it. */
export const WORKER_TEXT: string;
