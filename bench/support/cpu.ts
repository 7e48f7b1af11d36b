import { readdirSync, readFileSync } from "node:fs";

/**
 * CPU milliseconds that a process has used, over its threads that live: the first figure of
 * /proc/PID/task/TID/schedstat, in nanoseconds (proc(5)). Finer than the ticks of /proc/PID/stat;
 * what threads used that have ended is missing, so it is for processes whose threads stay. Linux only.
 */
export function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((ms, task) => {
    try {
      return ms + Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    } catch {
      // The thread ended between the two calls.
      return ms;
    }
  }, 0);
}
