/** Name of the job that reads a workspace's texts; an edit takes its lease away. */
export const themeJob = (workspace: string): string => `themes:${workspace}`;
