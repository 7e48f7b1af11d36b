import { it } from "vitest";
import { testApp } from "../../support/app.ts";
it("demo", async () => {
  const token = "a-setup-token-of-thirty-two-or-more";
  const app = await testApp({ env: { SETUP_TOKEN: token, LOCAL: "1" } });
  let cursor: string | undefined; let n = 0; const t = performance.now(); let worst = 0;
  for (;;) { const s = performance.now(); const r = await app.post("/api/v1/setup", { token, demo: true, ...(cursor ? { cursor } : {}) }); const j = await r.json() as any; worst = Math.max(worst, performance.now() - s); n++; if (r.status !== 200) { console.log(r.status, j); break; } if (j.done) { console.log("DONE", n, Math.round(performance.now() - t), "worst", Math.round(worst), JSON.stringify(j).slice(0, 400)); 
    const k = await app.request("/api/v1/surveys", { headers: { authorization: `Bearer ${j.demo.apiKey}` } }); console.log("KEY", k.status); break; } cursor = j.cursor; }
  await app.close();
}, 120_000);
