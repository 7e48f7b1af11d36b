import { AppError } from "../../errors.ts";
import { sameSecret } from "../../secrets.ts";

/** For what only whoever runs the installation may do. @throws AppError not_found without its token */
export async function requireSetupToken(
  { SETUP_TOKEN }: { SETUP_TOKEN?: string | undefined },
  given: string,
): Promise<void> {
  if (SETUP_TOKEN === undefined || !(await sameSecret(given, SETUP_TOKEN)))
    throw new AppError("not_found");
}
