import type { Workspace } from "../../../domain/wire/workspace.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { found } from "../../errors.ts";
import { filledShare } from "./fill-attributes.ts";

/** A workspace with its settings. @throws AppError not_found */
export async function readWorkspace(
  deps: { workspaces: WorkspacesRepository; jobs: JobsRepository },
  workspace: string,
): Promise<Workspace> {
  const [stored, filling] = await Promise.all([
    deps.workspaces.get(workspace),
    filledShare(deps, workspace),
  ]);
  return { ...found(stored), filling };
}
