import { DataDriverError } from "data-driver";

/** The error that the call throws; it fails if there is none or it is of another class. */
export function failure(call: () => unknown): DataDriverError {
  try {
    call();
  } catch (error) {
    if (error instanceof DataDriverError) return error;
    throw new Error("not a DataDriverError", { cause: error });
  }
  throw new Error("the call succeeded");
}

/** The error that the promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<DataDriverError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  return failure(() => {
    if (outcome) throw outcome.error;
  });
}
