/**
 * Row ids of the responses of survey number N lie strictly between N and N + 1 times this
 * (functions/db/schema/surveys.ts).
 */
export const ROWS = 2 ** 32;
