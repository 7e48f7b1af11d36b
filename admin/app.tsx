import { ErrorBoundary, LocationProvider, Route, Router, lazy } from "preact-iso";
import { useEffect } from "preact/hooks";
import { ErrorNote } from "./components/states.tsx";
import { Toasts } from "./components/toasts.tsx";
import { NoWorkspace } from "./screens/sign-in/no-workspace.tsx";
import { SignIn } from "./screens/sign-in/sign-in.tsx";
import { NotFound } from "./screens/not-found.tsx";
import { Shell } from "./screens/shell.tsx";
import { loadSession, session } from "./state/me.ts";
import "./state/theme.ts";

const Overview = lazy(() => import("./screens/overview/overview.tsx"));
const Surveys = lazy(() => import("./screens/surveys/surveys.tsx"));
const Results = lazy(() => import("./screens/results/results.tsx"));
const Build = lazy(() => import("./screens/build/build.tsx"));
const SurveyMail = lazy(() => import("./screens/sends/survey-mail.tsx"));
const Sends = lazy(() => import("./screens/sends/sends.tsx"));
const NewSend = lazy(() => import("./screens/sends/new.tsx"));
const Compose = lazy(() => import("./screens/sends/compose.tsx"));
const SendPage = lazy(() => import("./screens/sends/send.tsx"));
const Responses = lazy(() => import("./screens/responses/responses.tsx"));
const Tray = lazy(() => import("./screens/tray/tray.tsx"));
const Themes = lazy(() => import("./screens/themes/themes.tsx"));
const People = lazy(() => import("./screens/people/people.tsx"));
const PersonPage = lazy(() => import("./screens/people/person.tsx"));
const ImportPeople = lazy(() => import("./screens/people/import/import.tsx"));
const Segments = lazy(() => import("./screens/people/segments.tsx"));
const SegmentPage = lazy(() => import("./screens/people/segment.tsx"));
const SitePage = lazy(() => import("./screens/sites/site.tsx"));
const WhyPage = lazy(() => import("./screens/sites/why.tsx"));
const Settings = lazy(() => import("./screens/settings/settings.tsx"));

/** The console: who is there decides what shows; behind the sign-in the address decides. */
export function App() {
  useEffect(() => void loadSession(), []);
  return (
    <LocationProvider scope="/app">
      <Content />
      <Toasts />
    </LocationProvider>
  );
}

function Content() {
  const now = session.value;
  switch (now.state) {
    case "asking":
      return <div class="console" aria-busy="true" />;
    case "out":
      return <SignIn />;
    case "none":
      return <NoWorkspace />;
    case "failed":
      return (
        <main class="alone">
          <h1 class="sr">Verbatim</h1>
          <ErrorNote error={now.error} retry={() => void loadSession()} />
        </main>
      );
    case "in":
      return (
        <Shell>
          <ErrorBoundary>
            <Router>
              <Route path="/app" component={Overview} />
              <Route path="/app/surveys" component={Surveys} />
              <Route path="/app/surveys/:id" component={Results} />
              <Route path="/app/surveys/:id/build" component={Build} />
              <Route path="/app/surveys/:id/mail" component={SurveyMail} />
              <Route path="/app/sends" component={Sends} />
              <Route path="/app/sends/new" component={NewSend} />
              <Route path="/app/sends/:id" component={SendPage} />
              <Route path="/app/sends/:id/edit" component={Compose} />
              <Route path="/app/responses" component={Responses} />
              <Route path="/app/responses/tray" component={Tray} />
              <Route path="/app/themes/:theme?" component={Themes} />
              <Route path="/app/people" component={People} />
              <Route path="/app/people/import" component={ImportPeople} />
              <Route path="/app/people/segments" component={Segments} />
              <Route path="/app/people/segments/:id" component={SegmentPage} />
              <Route path="/app/people/:id" component={PersonPage} />
              <Route path="/app/settings/sites/:id" component={SitePage} />
              <Route path="/app/settings/sites/:id/why" component={WhyPage} />
              <Route path="/app/settings/:tab?" component={Settings} />
              <Route default component={NotFound} />
            </Router>
          </ErrorBoundary>
        </Shell>
      );
  }
}
