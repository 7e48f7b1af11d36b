import { it } from "vitest";
import { testApp, seedWorkspace, seedSurvey, seedKey } from "../support/app.ts";
import { plansOf } from "../support/plans.ts";
it("x", async () => {
  const app = await testApp();
  const home = await seedWorkspace(app);
  const { id } = await seedSurvey(app, home);
  const { headers } = await seedKey(app, home.workspace, ["results:read"]);
  const send = async (sql: string, args: any[] = []) => {
    const r = await fetch(app.env.DATABASE_URL + "/v2/pipeline", { method: "POST", headers: { authorization: "Bearer test-token" }, body: JSON.stringify({ requests: [{ type: "execute", stmt: { sql, args } }, {type:"close"}] }) });
    return (await r.text()).slice(0, 300);
  };
  console.log("XX", await send("select count(*) as n from workspaces"));
  const orig = app.run;
  app.run = async (sql: string, args: any) => { const r = await orig(sql, args); console.log("YY", sql.slice(0, 80), await send("select count(*) as n from workspaces")); return r; };
  await plansOf(app, () => app.request(`/api/v1/surveys/${id}/scores`, { headers }));
  console.log("XX", await send("select count(*) as n from workspaces"));
  console.log("XX", await send("update workspaces set name = 'x'"));
});
